import { forEachChild, parse } from 'unbash';
import type { SyntaxNode } from 'unbash';
import { commandNames } from './command-words.ts';
import type { CommandNames, Word } from './command-words.ts';

const nothing: CommandNames = { paths: [], programs: [] };

/** The names in the commands of a shell script; nothing where it is no valid one. Here-documents are text. */
export function shellNames(script: string): CommandNames {
  const found: CommandNames[] = [];
  const broken: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    if ('errors' in node && (node.errors?.length ?? 0) > 0) broken.push(node);
    if (node.type === 'Command') {
      const { name, prefix, suffix } = node;
      const words = [
        ...prefix.flatMap((one) =>
          one.type === 'Assignment' ? [{ text: one.text, start: one.pos, end: one.end }] : [],
        ),
        ...[name, ...suffix].flatMap((one) => (one?.type === 'Word' ? [wordOf(script, one)] : [])),
      ];
      found.push(commandNames(words));
    }
    forEachChild(node, visit);
  };
  const tree = parse(script);
  visit(tree);
  if (broken.length > 0) return nothing;
  return { paths: found.flatMap(({ paths }) => paths), programs: found.flatMap(({ programs }) => programs) };
}

/** A word as the command gets it; one that is put together, or holds an escape, stands for no path. */
function wordOf(
  script: string,
  {
    pos,
    end,
    value,
    parts = [],
  }: {
    readonly pos: number;
    readonly end: number;
    readonly value: string;
    readonly parts?: readonly { readonly type: string }[] | undefined;
  },
): Word {
  const [part] = parts;
  const isQuoted = parts.length === 1 && (part?.type === 'SingleQuoted' || part?.type === 'DoubleQuoted');
  const [start, stop] = isQuoted ? [pos + 1, end - 1] : [pos, end];
  const isPlain = script.slice(start, stop) === value && (isQuoted || parts.length === 0) && !/[$`\\]/.test(value);
  return { text: isPlain ? value : '\0', start, end: stop };
}
