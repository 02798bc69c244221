import type { DanglingPath } from '../model/suggestion.ts';
import type { ModuleFacts } from './module-facts.ts';
import type { SuggestContext } from './suggest-context.ts';

/** The dangling paths, with whether the program goes on wherever one is imported: to repair such an import changes what runs. */
export function withGuards(
  dangling: readonly DanglingPath[],
  files: readonly ModuleFacts[],
  { textOf }: Pick<SuggestContext, 'textOf'>,
): DanglingPath[] {
  const places = new Map(dangling.map(({ path }) => [path, [] as { file: string; line: number }[]]));
  const bare = new Set<string>();
  for (const { path: file, imports } of files)
    for (const { module, name, line, column } of imports) {
      const found = name === undefined ? undefined : places.get(`${module}:${name}`);
      if (found === undefined) continue;
      if (column === 1) bare.add(`${module}:${name ?? ''}`);
      else found.push({ file, line });
    }
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    let lines = texts.get(file);
    if (lines === undefined) texts.set(file, (lines = textOf(file).split(/\r\n?|\n/)));
    return lines;
  };
  return dangling.map((each) => {
    const found = places.get(each.path) ?? [];
    const isGuarded =
      !bare.has(each.path) && found.length > 0 && found.every(({ file, line }) => isInTry(linesOf(file), line));
    return { ...each, isGuarded };
  });
}

/** Does the line stand in the body of a `try`, or behind a test for type checkers, as far as its indentation tells? */
function isInTry(lines: readonly string[], line: number): boolean {
  let indentation = indentationOf(lines[line - 1] ?? '');
  for (let k = line - 2; k >= 0 && indentation > 0; k--) {
    const text = lines[k] ?? '';
    if (text.trim() === '' || indentationOf(text) >= indentation) continue;
    if (/^\s*(?:try\s*:|if\s+(?:\w+\.)?TYPE_CHECKING\b)/.test(text)) return true;
    indentation = indentationOf(text);
  }
  return false;
}

function indentationOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}
