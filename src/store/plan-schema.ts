import * as v from 'valibot';
import { refusalReasons } from '../model/edit.ts';
import type { TextEdit } from '../model/edit.ts';
import { fileModes } from '../model/file-operation.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { reviewReasons } from '../model/review.ts';
import { tiers } from '../model/tier.ts';

/** A Plan as JSON: bytes of diffs are characters of Latin-1. */
export type PackedPlan = Omit<Plan, 'outcomes'> & { readonly outcomes: readonly PackedOutcome[] };

export type PackedOutcome = Omit<Outcome, 'diff' | 'alone'> & {
  readonly diff?: string | undefined;
  readonly alone?: Readonly<Record<string, string>> | undefined;
};

/*
 * All that a Plan may hold, and nothing else: reporters and `apply` rely on it without looking. A field that the model gets
 * has to come in here, too: a plan that holds it is refused until then.
 */

const misfit = 'is not what a plan has there';

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const texts = v.array(v.string());
const span = { line: count, column: count, endLine: count, endColumn: count, place: v.optional(v.string()) };

export const reviews = v.array(v.strictObject({ reason: v.picklist(reviewReasons), message: v.string() }));

const edit = v.strictObject({
  ...span,
  transform: v.string(),
  tier: v.picklist(tiers),
  applied: v.boolean(),
  from: v.string(),
  to: v.string(),
  uses: v.picklist(['alias', 'rename']),
  because: v.string(),
  reviews,
  mapReason: v.optional(v.string()),
  chain: texts,
  call: v.optional(
    v.strictObject({
      arguments: v.array(
        v.strictObject({
          parameter: v.optional(v.string()),
          argument: v.optional(v.string()),
          to: v.optional(v.string()),
          isDefault: v.optional(v.boolean()),
        }),
      ),
      await: v.optional(v.picklist(['dropped', 'added'])),
      new: v.optional(v.picklist(['dropped', 'added'])),
    }),
  ),
  before: v.string(),
  after: v.string(),
});

const planned = {
  rule: v.string(),
  tier: v.picklist(tiers),
  applied: v.boolean(),
  because: v.string(),
  mode: v.picklist(fileModes),
};

const operation = v.variant('kind', [
  v.strictObject({ ...planned, kind: v.literal('create'), content: v.pipe(v.string(), v.check(isBase64, misfit)) }),
  v.strictObject({ ...planned, kind: v.literal('delete') }),
  v.strictObject({ ...planned, kind: v.literal('rename'), to: v.string() }),
]);

const report = {
  path: v.string(),
  edits: v.array(edit),
  refused: v.array(
    v.strictObject({
      ...span,
      transform: v.string(),
      reason: v.picklist(refusalReasons),
      message: v.string(),
      from: v.string(),
      mapReason: v.optional(v.string()),
    }),
  ),
  diagnostics: v.array(
    v.strictObject({
      ...span,
      ruleId: v.string(),
      severity: v.picklist(['error', 'warning', 'note']),
      message: v.string(),
    }),
  ),
  operation: v.optional(operation),
  alone: v.optional(v.record(v.string(), v.string())),
  leftLines: v.optional(v.record(v.pipe(v.string(), v.digits()), v.string())),
};

/** That they lie in the text shows when it is there. */
function areInOrder(edits: readonly TextEdit[]): boolean {
  return edits.every(({ start, end }, k) => start <= end && start >= (edits[k - 1]?.end ?? 0));
}

export const outcome = v.variant('status', [
  v.strictObject({
    ...report,
    status: v.literal('changed'),
    textEdits: v.pipe(
      v.array(v.strictObject({ start: count, end: count, text: v.string() })),
      v.check((edits) => areInOrder(edits), 'has edits that overlap, or are not in order'),
    ),
    lines: v.strictObject({ added: count, deleted: count }),
    hash: v.string(),
    diff: v.string(),
    imports: v.optional(v.strictObject({ removed: texts, added: texts })),
  }),
  v.strictObject({ ...report, status: v.literal('unchanged') }),
  v.strictObject({
    ...report,
    status: v.literal('skipped'),
    reason: v.picklist(refusalReasons),
    message: v.string(),
  }),
  v.strictObject({ ...report, status: v.literal('failed'), error: v.string() }),
]);

const problem = v.strictObject({
  kind: v.picklist([
    'legacy-absent',
    'unmapped-absent',
    'canonical-not-found',
    'canonical-not-exported',
    'wrong-separator',
    'canonical-is-legacy',
    'interface-differs',
  ]),
  section: v.picklist(['python', 'javascript']),
  path: v.string(),
  canonical: v.string(),
  message: v.string(),
  nearest: texts,
  fix: v.string(),
  place: v.optional(v.strictObject({ path: v.string(), line: count })),
});

const planSchema = v.strictObject({
  outcomes: v.array(outcome),
  summary: v.strictObject({
    filesScanned: count,
    filesCandidate: count,
    filesChanged: count,
    edits: count,
    safe: count,
    declared: count,
    review: count,
    refused: count,
    unmapped: count,
    textMentions: count,
    skipped: count,
    failed: count,
    operations: v.optional(v.strictObject({ create: count, delete: count, rename: count })),
  }),
  together: v.optional(v.array(texts)),
  owners: v.optional(v.record(v.string(), v.string())),
  leftOut: v.exactOptional(
    v.array(v.strictObject({ path: v.string(), why: v.picklist(['other-repository', 'not-checked-out']) })),
  ),
  warnings: v.optional(texts),
  notRead: v.optional(texts),
  problems: v.optional(v.array(problem)),
  origin: v.optional(v.strictObject({ commandLine: v.string(), version: v.string(), mapHash: v.string() })),
});

/** The Plan that a document holds, or, as the end of a sentence about the document, what in it no Plan has. */
export function parsePackedPlan(document: unknown): PackedPlan | string {
  const result = v.safeParse(planSchema, document, { abortEarly: true, abortPipeEarly: true });
  return result.success ? result.output : misfitOf(result.issues);
}

/** The first problem of a document, as the end of a sentence about it. */
export function misfitOf([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const place = v.getDotPath(issue) ?? 'it';
  return issue.type === 'check' ? `${place} ${issue.message}` : `${place} ${misfit}`;
}
