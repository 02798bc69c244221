import { statSync } from 'node:fs';
import path from 'node:path';
import { formatExport, formatTarget } from '../model/config.ts';
import type { Config, MapEntry, Target } from '../model/config.ts';
import { absentFix } from '../model/map-problem.ts';
import type { MapProblem, NamedPaths } from '../model/map-problem.ts';
import { isPattern, literalHead, patternMatcher, writtenPattern } from '../model/path-pattern.ts';

/** The entries without legacy paths that have placeholders. */
export function withoutPatterns(map: readonly MapEntry[]): readonly MapEntry[] {
  if (map.every(({ legacy }) => !legacy.some(({ module }) => isPattern(module)))) return map;
  return map.flatMap((entry) => {
    const legacy = entry.legacy.filter(({ module }) => !isPattern(module));
    return legacy.length === 0 ? [] : [{ ...entry, legacy }];
  });
}

/** Legacy paths with placeholders that match nothing that a file names, and whose folder is not there. */
export function patternProblems(config: Config, { all, seesAll }: NamedPaths): MapProblem[] {
  if (!seesAll) return [];
  const isFolder = (folder: string): boolean =>
    statSync(path.resolve(config.root, folder), { throwIfNoEntry: false })?.isDirectory() ?? false;
  const { python, javascript } = config;
  const isPythonFolder = (module: string): boolean =>
    python.sourceRoots.some((root) => isFolder(path.join(root, literalHead(module, '.').replaceAll('.', '/'))));
  const isScriptFolder = (module: string): boolean => /^\.\.?\//.test(module) && isFolder(literalHead(module, '/'));
  return [
    ...absent(python.map, all, { section: 'python', separator: '.', format: formatTarget, isThere: isPythonFolder }),
    ...absent(javascript.map, all, {
      section: 'javascript',
      separator: '/',
      format: formatExport,
      isThere: isScriptFolder,
    }),
  ];
}

interface Notation {
  readonly section: MapProblem['section'];
  readonly separator: '.' | '/';
  readonly format: (target: Target) => string;
  readonly isThere: (module: string) => boolean;
}

function absent(
  map: readonly MapEntry[],
  named: ReadonlySet<string>,
  { section, separator, format, isThere }: Notation,
): MapProblem[] {
  return map.flatMap((entry) =>
    entry.legacy.flatMap((legacy): MapProblem[] => {
      if (entry.absent === 'ok' || !isPattern(legacy.module) || isThere(legacy.module)) return [];
      const match = patternMatcher(legacy.module, separator);
      if ([...named].some((path) => match(path.replace(/[:#].*/s, '')) !== undefined)) return [];
      const written = writtenPattern(format(legacy)).replace(/([:#])\*$/, '$1*');
      return [
        {
          section,
          kind: 'legacy-absent',
          path: written,
          canonical: writtenPattern(format(entry.canonical)),
          message: `the legacy path ${written} matches nothing that a file imports`,
          nearest: [],
          fix: absentFix,
        },
      ];
    }),
  );
}
