import { atPlace } from '../../model/carrier-place.ts';
import type { Span } from '../../model/edit.ts';
import type { Hits } from '../../model/hits.ts';
import type { Outcome, Plan } from '../../model/outcome.ts';
import { allReasons } from '../../model/review.ts';
import type { Tier } from '../../model/tier.ts';
import { operationId } from '../../review/operation-shapes.ts';
import type { Shape } from '../../review/shape.ts';
import { shapeIds, shapesOf } from '../../review/shapes.ts';
import { problemLine } from '../map-problems.ts';
import { operationText, pendingOperation } from '../operations.ts';
import type { ReportContext } from '../report-format.ts';
import { interfaceData } from './interface-data.ts';
import type { DiffData, EditData, FileData, HitsData, LeftData, ReportData } from './report-data.ts';

/** Nobody has looked at the first yet: they are applied without a proof. */
const order: readonly Tier[] = ['declared', 'review', 'safe'];

/** A Plan as the page takes it. Made with diffs, texts and the data of a review; missing parts are not shown. */
export function makeReportData(plan: Plan, { command, run, hits, interfaces = [] }: ReportContext): ReportData {
  const shapes = shapesOf(plan).toSorted((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  const owners = [...new Set(Object.values(plan.owners ?? {}))].toSorted();
  const shapeIndex = new Map(shapes.map(({ id }, k) => [id, k]));
  const ownerIndex = new Map(owners.map((name, k) => [name, k]));
  const idOf = shapeIds();
  const files = plan.outcomes.map((outcome): FileData => {
    const { path, status, edits, operation, alone = {} } = outcome;
    const changed = status === 'changed' ? outcome : undefined;
    return {
      path,
      status,
      owner: ownerIndex.get(plan.owners?.[path] ?? '') ?? -1,
      added: changed?.lines.added ?? 0,
      deleted: changed?.lines.deleted ?? 0,
      edits: edits.map((edit): EditData => {
        const data = [shapeIndex.get(idOf(edit)) ?? -1, edit.line, edit.applied] as const;
        return edit.place === undefined ? data : [...data, edit.place];
      }),
      operation: operation && {
        shape: shapeIndex.get(operationId(operation)) ?? -1,
        what: operationText(operation),
        because: operation.because,
        applied: status === 'changed' && operation.applied,
      },
      left: leftOf(outcome),
      removedImports: changed?.imports?.removed ?? [],
      addedImports: changed?.imports?.added ?? [],
      diff: changed && changed.diff.length > 0 ? diffData(changed.diff) : undefined,
      alone: Object.fromEntries(Object.entries(alone).map(([id, diff]) => [shapeIndex.get(id) ?? -1, diffData(diff)])),
    };
  });
  const ranks = new Map(files.map((file) => [file, rankOf(file, shapes)]));
  files.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  const undo = run?.undo ?? 'ssot-codemod rollback';
  const mapProblems = (plan.problems ?? []).map(problemLine);
  const used = hits && hitsData(hits);
  return {
    command,
    summary: plan.summary,
    origin: plan.origin,
    mapProblems,
    hits: used,
    interfaces: interfaceData(interfaces),
    undo,
    shapes,
    owners,
    files,
  };
}

/** Places that the page lists. */
const PLACES = 100;

function hitsData({ sites, neverHit, days }: Hits): HitsData {
  return {
    days,
    places: sites
      .toSorted((a, b) => b.hits - a.hits)
      .slice(0, PLACES)
      .map(({ path, line, legacy, kind, hits }) => ({ place: `${path}:${line}`, legacy, kind, hits })),
    all: sites.length,
    hits: sites.reduce((sum, { hits }) => sum + hits, 0),
    neverHit: neverHit.length,
  };
}

/** The place of the file in the list of all: as its first Shape stands in theirs, by tier. */
function rankOf({ edits, operation }: FileData, shapes: readonly Shape[]): number {
  const own = [...edits.map(([shape]) => shape), ...(operation ? [operation.shape] : [])];
  return Math.min(...own.map((shape) => order.indexOf(shapes[shape]?.tier ?? 'safe')), order.length);
}

function leftOf(outcome: Outcome): LeftData[] {
  const { edits, refused, diagnostics, leftLines = {} } = outcome;
  const sourceOf = ({ line, place }: Pick<Span, 'line' | 'place'>): string | undefined =>
    place === undefined ? leftLines[line] : undefined;
  const isWritable = outcome.status === 'changed' || outcome.status === 'unchanged';
  const whole: LeftData[] =
    outcome.status === 'skipped' && refused.length === 0
      ? [{ reason: outcome.reason, kind: 'skipped', line: 1, what: '', message: outcome.message }]
      : outcome.status === 'failed'
        ? [{ reason: 'failed', kind: 'failed', line: 1, what: '', message: outcome.error }]
        : [];
  const pending = pendingOperation(outcome);
  return [
    ...whole,
    ...(pending
      ? [{ reason: 'for review', kind: 'review', line: 1, what: pending.rule, message: pending.because } as const]
      : []),
    ...edits
      .filter(({ applied, tier }) => isWritable && !applied && tier === 'review')
      .map(({ line, from, because, reviews, place }): LeftData => ({
        reason: 'for review',
        kind: 'review',
        line,
        what: from,
        message: atPlace({ place }, allReasons({ because, reviews })),
        source: sourceOf({ line, place }),
      })),
    ...refused.map(({ reason, line, from, message, place }): LeftData => ({
      reason,
      kind: 'refused',
      line,
      what: from,
      message: atPlace({ place }, message),
      source: sourceOf({ line, place }),
    })),
    ...diagnostics.map(({ ruleId, line, message, place }): LeftData => ({
      reason: ruleId,
      kind: 'note',
      line,
      what: '',
      message: atPlace({ place }, message),
      source: sourceOf({ line, place }),
    })),
  ];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function diffData(diff: Uint8Array): DiffData {
  try {
    return utf8.decode(diff);
  } catch {
    return { base64: Buffer.from(diff).toString('base64') };
  }
}
