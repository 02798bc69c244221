import type { ProposedEntry, Suggestion, SuggestedPath } from '../model/suggestion.ts';
import { groupBy } from '../model/group-by.ts';
import { bindingsOf } from './path-uses.ts';

/** One path that would move. */
interface Move extends Omit<ProposedEntry, 'legacy' | 'evidence'> {
  readonly legacy: string;
  readonly evidence: readonly string[];
}

/**
 * The entries of the Map that a suggestion comes to. A legacy path is in one of them: the first of the classes counts. None leads to
 * what another one moves, since entries of one Map never chain.
 */
export function proposedEntries(
  found: Omit<Suggestion, 'filesScanned' | 'unreadable' | 'entries'>,
  minUses: number,
): ProposedEntry[] {
  const moves = new Map<string, Move>();
  for (const move of [
    ...ofMoved(found),
    ...ofGroups(found),
    ...ofTables(found, minUses),
    ...ofDangling(found, minUses),
  ]) {
    const known = moves.get(move.legacy);
    if (known === undefined || (!known.isDecided && move.isDecided)) moves.set(move.legacy, move);
  }
  const decided = new Map(
    [...moves.values()].filter(({ isDecided }) => isDecided).map((move) => [move.legacy, move.canonical]),
  );
  const last = (path: string): string => {
    const seen = new Set<string>();
    let at = path;
    for (let next = decided.get(at); next !== undefined && !seen.has(at); next = decided.get(at)) {
      seen.add(at);
      at = next;
    }
    return at;
  };
  const resolved = [...moves.values()]
    .map((move) => ({ ...move, canonical: last(move.canonical) }))
    .filter(({ canonical, legacy }) => canonical !== legacy);
  const groups = groupBy(resolved, ({ section, canonical, class: kind, isDecided, mayBeAbsent }) =>
    [section, canonical, kind, isDecided, mayBeAbsent].join('\0'),
  );
  return [...groups.values()].flatMap((group): ProposedEntry[] => {
    const [first] = group;
    if (first === undefined) return [];
    const evidence = [...new Set(group.flatMap((move) => move.evidence))].join('; ');
    const others = [...new Set(group.flatMap((move) => move.others))].filter((other) => other !== first.canonical);
    return [{ ...first, legacy: group.map(({ legacy }) => legacy), evidence, others }];
  });
}

function ofGroups({ severalPaths }: Pick<Suggestion, 'severalPaths'>): Move[] {
  return severalPaths.flatMap(({ section, candidates, canonical: chosen, because, open }) => {
    const canonical = chosen ?? candidates[0]?.path ?? '';
    const legacy = open.filter((path) => path !== canonical);
    const evidence = candidates.map(
      (path) => `${usesText(path)}${[...path.reasons, ...path.against].map((reason) => `, ${reason}`).join('')}`,
    );
    return legacy.map((path): Move => ({
      section,
      canonical,
      legacy: path,
      class: 'several-paths',
      isDecided: chosen !== undefined,
      evidence: [...(because === undefined ? [] : [because]), ...evidence],
      others: chosen === undefined ? candidates.map((candidate) => candidate.path) : [],
      mayBeAbsent: false,
    }));
  });
}

function ofDangling({ dangling, moved }: Pick<Suggestion, 'dangling' | 'moved'>, minUses: number): Move[] {
  const isMoved = movedWhole(moved);
  return dangling.flatMap((path): Move[] => {
    if (isMoved(path.path)) return [];
    const { section, targets, confidence, because, isGuarded, uses } = path;
    const [canonical] = targets;
    if (canonical === undefined || confidence === undefined || confidence === 'low' || bindingsOf(uses) < minUses)
      return [];
    const guard = isGuarded ? ['the program goes on without it today'] : [];
    return [
      {
        section,
        canonical,
        legacy: path.path,
        class: 'dangling',
        isDecided: confidence === 'high' && !isGuarded,
        evidence: [usesText(path), path.why, because, ...guard],
        others: targets.slice(1),
        mayBeAbsent: false,
      },
    ];
  });
}

function ofTables({ tables }: Pick<Suggestion, 'tables'>, minUses: number): Move[] {
  return tables
    .filter(({ isVerified, uses }) => isVerified && bindingsOf(uses) >= minUses)
    .map((entry): Move => ({
      section: entry.section,
      canonical: entry.target,
      legacy: entry.path,
      class: 'table',
      isDecided: entry.isDeprecated,
      evidence: [
        `${entry.table} in ${entry.at.path}:${entry.at.line} says so`,
        ...(entry.isDeprecated ? [] : ['it does not say that the path is deprecated']),
      ],
      others: [],
      mayBeAbsent: bindingsOf(entry.uses) === 0,
    }));
}

function ofMoved({ moved }: Pick<Suggestion, 'moved'>): Move[] {
  return moved.map(({ section, from, to, because }): Move => ({
    section,
    canonical: to,
    legacy: from,
    class: 'moved',
    isDecided: true,
    evidence: [because],
    others: [],
    mayBeAbsent: true,
  }));
}

/** Does an entry for a module, or for one around it, move the path? */
function movedWhole(moved: Suggestion['moved']): (path: string) => boolean {
  const modules = moved.filter(({ from }) => !/[:#]/.test(from.slice(1))).map(({ from }) => from);
  return (path) => modules.some((module) => path.startsWith(module) && /^[.:/#]/.test(path.slice(module.length)));
}

/** `app.x:K: 3 in production, 2 in tests` */
function usesText({ path, uses: { production, tests } }: SuggestedPath): string {
  return `${path}: ${production} in production, ${tests} in tests`;
}
