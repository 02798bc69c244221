import type { Node, TSModuleDeclaration } from '@babel/types';
import { declaredNames } from '../../src/parse/javascript/declared-names.ts';
import type { JavaScriptTransform } from './javascript-file.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/module-augmentation';

/** `declare module './x' { … }`: what it adds to must be exported by the canonical module under the same names. */
export const moduleAugmentation: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    for (const reference of file.references) {
      const { node } = reference;
      if (reference.form !== 'augmentation' || node.type !== 'TSModuleDeclaration') continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      const names = augmentedNames(node);
      const resolutions = meaning.movesAsWhole
        ? [meaning.whole(names, true)]
        : names.map((name) => meaning.symbol(name, true));
      const [first] = resolutions;
      const isOne =
        first?.kind === 'legacy' &&
        resolutions.every(
          (other, k) =>
            other.kind === 'legacy' &&
            other.to.module === first.to.module &&
            (other.to.name ?? names[k]) === (meaning.movesAsWhole ? (other.to.name ?? names[k]) : names[k]),
        );
      const statement = { start: node.start ?? 0, end: reference.end };
      if (isOne) moves.single(statement, first, [replaceSpecifier(file.source.text, reference, first.to.module)]);
      else if (resolutions.some(({ kind }) => kind === 'legacy'))
        moves.refuse(
          reference,
          meaning.label,
          'dynamic-use',
          'it adds to exports that move to several places, or under other names',
        );
      else for (const resolution of resolutions) moves.note(reference, resolution);
    }
    return moves.result;
  },
};

function augmentedNames({ body }: TSModuleDeclaration): string[] {
  const statements = (body as { readonly body?: readonly Node[] }).body ?? [];
  return statements.flatMap((statement) => {
    const { declaration } = statement as { readonly declaration?: Node | null };
    return declaredNames(declaration ?? statement).map(({ name }) => name);
  });
}
