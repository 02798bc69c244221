import type { Node } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile, JavaScriptTransform } from './javascript-file.ts';
import { moveLoadedModule } from './loaded-module.ts';
import { isInMovedMock } from './mock-move.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/dynamic-import';

/** `import('x')`, `import('x').T` as a type, and the same in a comment of JSDoc. */
export const dynamicImport: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    const mocked = new Set(file.references.filter(({ form }) => form === 'mock').map(({ start }) => start));
    for (const reference of file.references) {
      const { form, node } = reference;
      if (form !== 'dynamic-import' && form !== 'import-type' && form !== 'jsdoc-import') continue;
      const meaning = file.module(reference);
      if (!meaning || isInMovedMock(file, reference)) continue;
      if (form === 'dynamic-import') {
        // The mock that it stands in moves it.
        if (!mocked.has(reference.start)) moveLoadedModule(file, moves, { ...reference, node: node as Node }, meaning);
      } else moveType(file, moves, reference, meaning, typeName(file.source.text, reference));
    }
    return moves.result;
  },
};

/** The export that a type takes: `import('x').Name`. */
function typeName(text: string, { node, end }: ModuleReference): (Range & { readonly name: string }) | undefined {
  if (node.type === 'TSImportType') {
    let qualifier = node.qualifier as Node | null | undefined;
    while (qualifier?.type === 'TSQualifiedName') qualifier = qualifier.left;
    if (qualifier?.type !== 'Identifier') return undefined;
    return { start: qualifier.start ?? 0, end: qualifier.end ?? 0, name: qualifier.name };
  }
  const match = /^\s*\)\s*\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(text.slice(end, end + 200));
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  return { start: end + match[0].length - name.length, end: end + match[0].length, name };
}

function moveType(
  file: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference,
  meaning: ModuleMeaning,
  name: (Range & { readonly name: string }) | undefined,
): void {
  const resolution = name ? meaning.symbol(name.name, true) : meaning.whole(undefined, true);
  const statement =
    reference.form === 'import-type'
      ? { start: reference.node.start ?? 0, end: reference.node.end ?? 0 }
      : { start: reference.start, end: name?.end ?? reference.end };
  if (resolution.kind === 'legacy') {
    const { module, name: to } = resolution.to;
    const edits: TextEdit[] = [replaceSpecifier(file.source.text, reference, module)];
    if (name && to !== undefined && to !== name.name) edits.push({ start: name.start, end: name.end, text: to });
    moves.single(statement, resolution, edits);
  } else moves.note(reference, resolution);
  if (!name) moves.refuseWhole(reference, meaning);
}
