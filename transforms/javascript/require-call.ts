import { isGivenRequire } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptTransform } from './javascript-file.ts';
import { moveLoadedModule } from './loaded-module.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/require-call';

/** `require('x')`, whole, destructured or with a member; `require.resolve('x')`, `import.meta.resolve('x')`. */
export const requireCall: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    for (const reference of file.references) {
      const { form, node } = reference;
      if (
        (form !== 'require' && form !== 'require-resolve') ||
        node.type === 'CommentBlock' ||
        node.type === 'CommentLine' ||
        node.type === 'SourceAttribute'
      )
        continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      if (isGivenRequire(reference)) {
        moves.refuse(reference, meaning.label, 'dynamic-use', 'require is a parameter here, so it may be another one');
        continue;
      }
      if (form === 'require') {
        moveLoadedModule(file, moves, { ...reference, node }, meaning);
        continue;
      }
      const resolution = meaning.whole([]);
      if (resolution.kind === 'legacy')
        moves.single({ start: node.start ?? 0, end: node.end ?? 0 }, resolution, [
          replaceSpecifier(file.source.text, reference, resolution.to.module),
        ]);
      else moves.note(reference, resolution);
      moves.refuseWhole(reference, meaning);
    }
    return moves.result;
  },
};
