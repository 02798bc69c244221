import type { FileFacts } from '../../model/file-facts.ts';
import type { Links } from '../../model/links.ts';
import { isTestModule } from '../../model/python.ts';
import type { Reference } from '../../model/reference.ts';
import type { Legacy } from '../../model/resolution.ts';
import type { TransformResult } from '../../../transforms/python/python-file.ts';
import { decide } from '../decide.ts';
import type { PythonPart } from './python-part.ts';
import type { PythonReferences } from './python-references.ts';

/**
 * The facts of a file that other files have to know, once it is known which of its moves are made.
 * @param isMade is the move of an imported name made?
 */
export function foundFacts(
  { source: { path }, span }: PythonPart,
  references: PythonReferences,
  results: readonly TransformResult[],
  isMade: (move: Legacy) => boolean,
  links: Links,
): Partial<FileFacts> {
  const facts = results.flatMap((result) => result.facts ?? []);
  const all = references.all();
  const isStaying = (reference: Reference): boolean => {
    if (reference.form === 'attribute' || reference.evidence.isPatchable !== true) return false;
    const verdict = decide(reference, links);
    return verdict.kind === 'refused' || (verdict.kind === 'legacy' && !isMade(verdict));
  };
  const refused = results
    .flatMap((result) => result.refused)
    .flatMap(({ from, transform }) => (transform === 'python/string-target' ? [] : [from]));
  const staying = [...facts.flatMap((found) => found.staying ?? []), ...refused];
  return {
    references: all,
    ownNames: facts.flatMap((found) => found.ownNames ?? []),
    patches: facts.findLast(({ patches }) => patches !== undefined)?.patches ?? [],
    staying: [
      ...all.filter(isStaying).flatMap(({ base }) => ('from' in base ? [base.from] : [])),
      ...[...new Set(staying)].filter((symbol) => references.mayPatch(symbol)),
    ],
    renamed: facts.flatMap((found) => found.renamed ?? []),
    rebinds: isTestModule(path)
      ? []
      : facts
          .flatMap((found) => found.rebinds ?? [])
          .map(({ symbol, place }) => ({ symbol, place: `${path}:${span(place).line}` })),
  };
}
