import { formatTarget } from '../model/config.ts';
import type { FileFacts } from '../model/file-facts.ts';
import { isLookedUp, noLinks } from '../model/links.ts';
import type { Links } from '../model/links.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import type { Reference } from '../model/reference.ts';
import type { Resolution } from '../model/resolution.ts';
import { languageOf } from '../model/source-file.ts';
import { moduleOf } from '../model/symbol.ts';
import { decide, dependsOnLinks } from './decide.ts';
import { selectsMove } from './select-moves.ts';
import { withRenames } from './link.ts';
import type { Reading } from './reading.ts';
import type { ReaderPool } from './readers/reader-pool.ts';

/**
 * The Outcomes of all files. Files that do not depend on others were edited when they were read. When it is known which
 * names files import differently, the files that patch these names follow.
 */
export async function editFiles(
  { facts, results }: Pick<Reading, 'facts' | 'results'>,
  links: Links,
  request: PlanRequest,
  readers: ReaderPool,
): Promise<Outcome[]> {
  const outcomes = new Map(results.flatMap((result) => result.outcomes).map((outcome) => [outcome.path, outcome]));
  const concerned = new Set(facts.filter((file) => isConcerned(file, links, request)).map(({ path }) => path));
  const edited = await readers.edit([...concerned], links);
  const after = [...facts.filter(({ path }) => !concerned.has(path)), ...edited.flatMap((result) => result.facts)];
  const renamed = withRenames(links, after);
  const following = facts.filter(({ patchedNames }) => patchedNames.some((name) => renamed.renamed.has(name)));
  const followed = await readers.edit(
    following.map(({ path }) => path),
    renamed,
  );
  for (const outcome of [...edited, ...followed].flatMap((result) => result.outcomes))
    outcomes.set(outcome.path, outcome);
  return [...outcomes.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The result of reading files again whose imports decide whether legacy modules that carry effects are still loaded.
 * @param outcomes those that are known by now
 */
export async function readKeeping(
  { facts, results }: Pick<Reading, 'facts' | 'results'>,
  outcomes: readonly Outcome[],
  carried: Links['carried'],
  readers: ReaderPool,
): Promise<Pick<Reading, 'facts' | 'results'>> {
  const { filesLoading } = await readers.repository();
  const loading = new Set([...carried.keys()].flatMap((module) => [...filesLoading(module, new Set())]));
  const naming = facts.filter(({ references }) => references.some(({ base }) => leadsAway(base, carried)));
  for (const { path } of naming) loading.add(path);
  const paths = new Set(
    outcomes.filter(({ path }) => languageOf(path) === 'python' && loading.has(path)).map(({ path }) => path),
  );
  const again = await readers.edit([...paths], { ...noLinks, carried });
  return {
    facts: [...facts.filter(({ path }) => !paths.has(path)), ...again.flatMap((result) => result.facts)],
    results: [...results, ...again],
  };
}

/** Does a Reference move away from a module that carries effects? */
function leadsAway(base: Resolution, carried: Links['carried']): boolean {
  return base.kind === 'legacy' && carried.has(moduleOf(base.from));
}

/** Do other files make a difference to this one? */
function isConcerned({ references, ownNames, patches }: FileFacts, links: Links, request: PlanRequest): boolean {
  return (
    references.some((reference) => dependsOnLinks(reference, links) && mayBeTaken(reference, links, request)) ||
    // Without them it is not known whether any of these may move.
    patches.some(({ blockedBy }) => blockedBy === undefined) ||
    ownNames.some((name) => isLookedUp(links.lookups, name) || links.patchedNames.has(name))
  );
}

/** A look-up whose Shape was not chosen stays. The report shows it with the evidence as if it were taken. */
function mayBeTaken(reference: Reference, links: Links, request: PlanRequest): boolean {
  if (request.selectedShapes === undefined || reference.evidence.isPatchable === undefined) return true;
  const transform = reference.form === 'attribute' ? 'python/module-import' : 'python/from-import';
  return [noLinks, links].some((known) => {
    const verdict = decide(reference, known);
    return verdict.kind === 'legacy' && selectsMove(request, verdict, formatTarget(verdict.to), transform);
  });
}
