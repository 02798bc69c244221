import type { JavaScriptTransform } from './javascript-file.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/url-import';

/**
 * `new URL('./x.js', import.meta.url)`, `new Worker('./x.js')`, and `<script src="./x.js">` of components: no alias is known
 * there, or only to some tools, so the way is written out.
 */
export const urlImport: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    for (const reference of file.references) {
      if (reference.form !== 'url') continue;
      const { node } = reference;
      // In a component, anything but a path is an alias or a package; elsewhere it is a URL of the site.
      if (node.type !== 'SourceAttribute' && !/^\.\.?\//.test(reference.specifier)) continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      const { start, end } = node;
      const isComponent = node.type === 'SourceAttribute' && node.element === 'script';
      const resolution = meaning.url(isComponent ? ['default'] : []);
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
