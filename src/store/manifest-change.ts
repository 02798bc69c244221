import { parse, TomlError } from 'smol-toml';
import { isTooDeep } from '../model/errors.ts';

/** A name that an import keeps, in a program on a command line. */
const kept = /[ \t]as[ \t]\w+/g;
const word = /[\w.:/@-]+/g;

/**
 * Checks what a saved plan makes of a manifest: strings may name other modules. The configuration of this tool stays, and
 * nothing is added or taken away.
 * @returns undefined when the change is fine, else the place where it is not, or what is wrong with the file
 */
export function oddManifestChange(path: string, before: string, after: string): string | undefined {
  const isToml = /pyproj[^/]*$/i.test(path);
  const read = (text: string): unknown => {
    const plain = text.replace(/^\ufeff/, '');
    return isToml ? parse(plain) : JSON.parse(plain);
  };
  try {
    return difference('', read(before), read(after), isToml ? 'tool.ssot-codemod' : 'ssot-codemod');
  } catch (error) {
    if (isTooDeep(error)) return 'it nests too deep';
    if (error instanceof SyntaxError || error instanceof TomlError) return 'it cannot be parsed';
    throw error;
  }
}

/** The first place where more than a path differs. */
function difference(place: string, old: unknown, made: unknown, own: string): string | undefined {
  if (place === own) return JSON.stringify(old) === JSON.stringify(made) ? undefined : place;
  if (typeof old === 'string' && typeof made === 'string')
    return shapeOf(old) === shapeOf(made) ? undefined : place || 'it';
  if (!isTree(old) || !isTree(made)) return Object.is(old, made) || String(old) === String(made) ? undefined : place;
  const [oldKeys, madeKeys] = [Object.keys(old), Object.keys(made)];
  if (Array.isArray(old) !== Array.isArray(made) || oldKeys.length !== madeKeys.length) return place || 'its top level';
  for (const [k, key] of oldKeys.entries()) {
    const now = madeKeys[k] ?? '';
    const at = place === '' ? key : `${place}.${key}`;
    const isNewOwn = (place === '' ? now : `${place}.${now}`) === own;
    if (key !== now && (at === own || isNewOwn || shapeOf(key) !== shapeOf(now))) return at;
    const inner = difference(at, old[key], made[now], own);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** A string without its words: another path has the same. */
function shapeOf(text: string): string {
  return text.replaceAll(kept, '').replaceAll(word, '_');
}
