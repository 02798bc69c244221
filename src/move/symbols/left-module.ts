import { beforeLineEnding, lineStartAt } from '../../edit/line-offsets.ts';
import type { ImportStyle } from '../../model/moved-tree.ts';
import type { TextEdit } from '../../model/edit.ts';
import type { Range } from '../../model/range.ts';
import type { Definition } from './definition.ts';
import { addImports } from './import-block.ts';
import { isWithin } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';
import { needsOf } from './needs.ts';
import { withoutEntries } from './public-list.ts';
import type { NameImport } from './brought-names.ts';

/** The old module without what moved. */
export interface LeftModule {
  readonly edits: readonly TextEdit[];
  /** The moved names that it imports from now on. */
  readonly imports: readonly NameImport[];
}

export interface LeftRequest {
  /** The module that the definitions move to. */
  readonly target: string;
  readonly style: ImportStyle;
  /** Import all moved names, for whoever asks for them here. */
  readonly reexports: boolean;
  /** Import below `if TYPE_CHECKING:` what annotations alone use. */
  readonly importsForTypes: boolean;
}

/** A module without definitions of it, and with imports of those that it still uses. */
export function leftModule(
  code: ModuleCode,
  definitions: readonly Definition[],
  { target, style, reexports, importsForTypes }: LeftRequest,
): LeftModule | Obstacle {
  const ranges = definitions.flatMap((one) => one.ranges);
  const { publicNames } = code.scopes;
  const level = usesDots(code) ? 1 : 0;
  const isListed = (name: string): boolean => publicNames.some((entry) => entry.name === name);
  const stays = code.root.children.filter((node) => !isWithin(node, ranges));
  const forTypes = new Set(needsOf(code, stays).own.flatMap(({ name, isForTypes }) => (isForTypes ? [name] : [])));
  const imports = definitions.flatMap(({ name, binding }): NameImport[] => {
    const isUsed = [...binding.uses, ...binding.unsureUses].some((use) => !isWithin(use, ranges));
    if (!isUsed && !reexports) return [];
    const isForTypes = importsForTypes && !reexports && forTypes.has(name);
    return [{ local: name, module: target, name, level, isForTypes }];
  });
  const unused = definitions.filter(
    ({ name, binding }) =>
      !isListed(name) && ![...binding.uses, ...binding.unsureUses].some((use) => !isWithin(use, ranges)),
  );
  const gone = new Set(
    definitions
      .map(({ name }) => name)
      .filter((name) => !imports.some(({ local, isForTypes }) => local === name && !isForTypes)),
  );
  const entries = withoutEntries(code, gone);
  if ('message' in entries) return entries;
  // `import Name as Name` says to linters and type checkers that the name is there for others.
  const marked = new Set(unused.map(({ name }) => name));
  const added = addImports(code, imports, style).map((edit) => ({
    ...edit,
    text: edit.text.replaceAll(/^(from \S+ import )(\w+)$/gm, (line, head: string, name: string) =>
      marked.has(name) ? `${head}${name} as ${name}` : line,
    ),
  }));
  const cuts = ranges.map((range) => ({ ...withBlankLines(code.text, range), text: '' }));
  return {
    edits: [...added, ...entries, ...cuts].toSorted((a, b) => a.start - b.start || a.end - b.end),
    imports,
  };
}

/** Does the module write imports with dots? */
export function usesDots({ statements }: Pick<ModuleCode, 'statements'>): boolean {
  return statements.some(({ level }) => level > 0);
}

/** The lines, with the blank ones above them; at the start of a file, with those below. */
function withBlankLines(text: string, { start, end }: Range): Range {
  let from = start;
  while (from > 0) {
    const above = lineStartAt(text, beforeLineEnding(text, from));
    if (text.slice(above, from).trim() !== '') break;
    from = above;
  }
  if (from > 0) return { start: from, end };
  const [blank = ''] = /^(?:[ \t]*(?:\r\n?|\n))*/.exec(text.slice(end)) ?? [];
  return { start: from, end: end + blank.length };
}
