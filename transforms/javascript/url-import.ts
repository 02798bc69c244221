import type { JavaScriptTransform } from './javascript-file.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/url-import';

/** `new URL('./x.js', import.meta.url)`, `new Worker('./x.js')`: no alias is known there, so the way is written out. */
export const urlImport: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    for (const reference of file.references) {
      // A bare name is a URL of the site, and no package.
      if (reference.form !== 'url' || !/^\.\.?\//.test(reference.specifier)) continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      const { start, end } = reference.node;
      const resolution = meaning.url();
      if (resolution.kind === 'legacy')
        moves.single({ start: start ?? 0, end: end ?? 0 }, resolution, [
          replaceSpecifier(file.source.text, reference, resolution.to.module),
        ]);
      else moves.note(reference, resolution);
      moves.refuseWhole(reference, meaning);
    }
    return moves.result;
  },
};
