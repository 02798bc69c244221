import { count, number } from './count.ts';

/** The numbers of what `suggest` would propose. */
export interface Proposals {
  /** Entries of the Map that need no choice, and those that do. */
  readonly decided: number;
  readonly open: number;
  /** Paths whose imports fail today. */
  readonly dangling: number;
}

const names: Readonly<Record<string, string>> = { python: 'Python', javascript: 'TypeScript or JavaScript' };

/** @param found undefined where it was not asked, because that would take longer than a second */
export function firstStepsText(
  files: readonly (readonly [language: string, files: number])[],
  found: Proposals | undefined,
  presets: readonly string[],
): string {
  if (files.length === 0)
    return `  no Python, TypeScript or JavaScript file is here: change to a repository that has some\n`;
  const here = files.map(([language, times]) => count(times, `${names[language] ?? language} file`)).join(' and ');
  const steps: readonly (readonly [string, string])[] = [
    ['ssot-codemod suggest', 'list what imports by several paths, or fails'],
    ['ssot-codemod suggest --write ssot.config.json', 'write that as a configuration, to read and to change'],
    ['ssot-codemod init', 'write an empty configuration, with comments'],
    ['ssot-codemod move OLD NEW', 'move a module or a file; this needs no configuration'],
    [`ssot-codemod --preset ${presets[0] ?? ''}`, 'try a Map that comes with the tool'],
    ['ssot-codemod --help', 'list all commands'],
  ];
  const width = Math.max(...steps.map(([command]) => command.length));
  return [
    `  ${here} ${files.length === 1 && files[0]?.[1] === 1 ? 'is' : 'are'} here. ${foundText(found)}`,
    '',
    'To begin:',
    ...steps.map(([command, effect]) => `  ${command.padEnd(width)}  ${effect}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function foundText(found: Proposals | undefined): string {
  if (found === undefined) return 'suggest finds what could move; for so many it takes a moment.';
  const { decided, open, dangling } = found;
  if (decided + open === 0) return 'suggest finds nothing that is imported by several paths.';
  const fails = dangling === 0 ? '' : `; imports of ${count(dangling, 'path')} fail today`;
  return `suggest would propose ${count(decided, 'entry').replace(/entrys$/, 'entries')} of a Map, and leave ${number(open)} for you to choose${fails}.`;
}
