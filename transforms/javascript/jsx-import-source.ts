import type { JavaScriptTransform } from './javascript-file.ts';
import { MoveRecorder } from './move-recorder.ts';

const id = 'javascript/jsx-import-source';
const runtime = '/jsx-runtime';

/** `@jsxImportSource x` in a comment: the compiler imports `x/jsx-runtime` for the elements of the file. */
export const jsxImportSource: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    for (const reference of file.references) {
      if (reference.form !== 'jsx-source') continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      const { start, end } = reference;
      const resolution = meaning.whole(undefined);
      if (resolution.kind !== 'legacy') moves.note(reference, resolution);
      else if (resolution.to.module.endsWith(runtime))
        moves.single({ start, end }, resolution, [
          { start, end, text: resolution.to.module.slice(0, -runtime.length) },
        ]);
      else {
        const message = `the source of JSX is a module with jsx-runtime below it, and ${resolution.to.module} is none`;
        moves.refuse(reference, meaning.label, 'dynamic-use', message);
      }
      moves.refuseWhole(reference, meaning, 'it names the source of JSX');
    }
    return moves.result;
  },
};
