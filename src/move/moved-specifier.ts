import path from 'node:path';

/** A file that a specifier leads to, and the file that it stands in: absolute, before and after the move. */
export interface SpecifierPlace {
  readonly importer: string;
  readonly newImporter: string;
  readonly target: string;
  readonly newTarget: string;
}

/** The endings that specifiers of source files may leave out. */
const ending = /(?:\.d)?\.[mc]?[jt]sx?$|\.(?:vue|svelte|json)$/;
const index = /\/index$/;

/**
 * A specifier as it is to be written after the move, in the style that it has: relative or by an alias, with an ending or without,
 * with the name of an index file or without.
 * @returns undefined where an alias names the file itself, so that its configuration has to follow
 */
export function movedSpecifier(specifier: string, place: SpecifierPlace): string | undefined {
  // `#` begins an alias, or what a loader is told.
  const at = specifier.slice(1).search(/[?#]/);
  const [plain, query] = at < 0 ? [specifier, ''] : [specifier.slice(0, at + 1), specifier.slice(at + 1)];
  const after = /^\.\.?(?:\/|$)/.test(plain) ? movedRelative(plain, place) : movedAlias(plain, place);
  return after === undefined ? undefined : after + query;
}

function movedRelative(plain: string, { importer, newImporter, target, newTarget }: SpecifierPlace): string {
  const isSame = way(path.dirname(importer), target) === way(path.dirname(newImporter), newTarget);
  if (isSame) return plain;
  return shortened(way(path.dirname(newImporter), newTarget), plain, { target, newTarget });
}

/** `@/lib/tool` → `@/core/tool`: the part of the alias stays that is no part of the path. */
function movedAlias(plain: string, place: SpecifierPlace): string | undefined {
  const { target, newTarget, newImporter } = place;
  if (target === newTarget) return plain;
  const parts = withoutEnding(plain, target).split('/');
  const file = withoutEnding(target, '').replace(index, '').split('/');
  const whole = withoutEnding(target, '').split('/');
  const own = parts.at(-1) === 'index' ? whole : file;
  let common = 0;
  while (common < parts.length - 1 && parts.at(-1 - common) === own.at(-1 - common)) common++;
  if (common === 0) return undefined;
  const base = own.slice(0, own.length - common).join('/');
  const head = parts.slice(0, parts.length - common).join('/');
  // Where the alias does not lead, only the path does.
  if (!newTarget.startsWith(`${base}/`)) return shortened(way(path.dirname(newImporter), newTarget), plain, place);
  return shortened(`${head}/${newTarget.slice(base.length + 1)}`, plain, place);
}

/** A full path in the style of the specifier that it takes the place of. */
function shortened(
  full: string,
  plain: string,
  { target, newTarget }: Pick<SpecifierPlace, 'target' | 'newTarget'>,
): string {
  const [own = ''] = ending.exec(plain) ?? [];
  const isWhole = own !== '' && (target.endsWith(own) || isScriptOf(own, target));
  if (isWhole) {
    if (target.endsWith(own)) return full;
    return full.replace(
      /(?:\.d)?\.([mc]?)ts(x?)$/,
      (_, kind: string, x: string) => `.${kind}js${own.endsWith('x') ? x : ''}`,
    );
  }
  if (!ending.test(newTarget) || target.endsWith(`/${path.posix.basename(plain)}`)) return full;
  const stem = full.replace(ending, '');
  const namesIndex = /(?:^|\/)index$/.test(plain);
  return namesIndex ? stem : stem.replace(/^index$/, '.').replace(index, '') || '.';
}

/** Is it the ending that the file of TypeScript has when it is compiled? */
function isScriptOf(own: string, target: string): boolean {
  return /^\.[mc]?jsx?$/.test(own) && /\.[mc]?tsx?$/.test(target);
}

function withoutEnding(file: string, target: string): string {
  const own = ending.exec(file)?.[0] ?? '';
  return target === '' || target.endsWith(own) || isScriptOf(own, target) ? file.replace(ending, '') : file;
}

function way(folder: string, file: string): string {
  const relative = path.relative(folder, file).split(path.sep).join('/');
  return relative.startsWith('../') || relative === '..' ? relative : `./${relative}`;
}
