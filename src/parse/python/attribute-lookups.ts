import { absoluteModule } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import type { ImportRecord } from './import-statements.ts';

/** The uses that a file makes of a name of another module, where the name is itself a module. */
export interface AttributeLookups {
  /** It looks the name up there. */
  readonly isReached: boolean;
  /** The names that it binds anew, as tests do, in the module that is found by it. */
  readonly patched: readonly string[];
}

/**
 * Finds how a file uses `name` of `module`: as `module.name`, in any spelling that its imports allow, or in a string
 * that patches something below it. Reports too much rather than too little: comments and strings count.
 */
export function attributeLookups(
  text: string,
  imports: Iterable<ImportRecord>,
  identity: ModuleIdentity,
  module: string,
  name: string,
): AttributeLookups {
  const wanted = module === '' ? name : `${module}.${name}`;
  const written = [...imports].flatMap((record) => spellings(record, identity, module, name));
  const any = [...new Set(written)].map((path) => path.replaceAll('.', String.raw`\s*\.\s*`)).join('|');
  const patched = [...text.matchAll(new RegExp(String.raw`["']${wanted.replaceAll('.', '\\.')}\.(\w+)`, 'g'))];
  if (any === '') return { isReached: patched.length > 0, patched: patched.map(([, found = '']) => found) };
  const object = String.raw`(?<![\w.])(?:${any})`;
  const isReached = patched.length > 0 || new RegExp(String.raw`${object}(?!\w)`).test(text);
  const setter = String.raw`(?:\bpatch\s*\.\s*object|attr)\s*\(\s*${object}\s*,\s*["'](\w+)["']|${object}\s*\.\s*(\w+)\s*=(?!=)`;
  patched.push(...text.matchAll(new RegExp(setter, 'g')));
  return { isReached, patched: patched.map(([, found, set = found ?? '']) => set) };
}

/** The spellings of `module.name` in a file, by the names that the statement binds. */
function spellings(record: ImportRecord, identity: ModuleIdentity, module: string, name: string): string[] {
  const { isFrom, isStar, level, module: path, names, aliases } = record;
  const holder = isFrom ? absoluteModule(level, path, identity) : '';
  if (holder === undefined) return [];
  if (isStar) return holder === module ? [name] : [];
  const wanted = module === '' ? name : `${module}.${name}`;
  return names.flatMap((imported, k) => {
    const alias = aliases[k];
    const whole = holder === '' ? imported : `${holder}.${imported}`;
    if (!isFrom && alias === undefined) return `${wanted}.`.startsWith(`${whole}.`) ? [wanted] : [];
    const local = alias ?? imported;
    if (whole === wanted) return [local];
    return wanted.startsWith(`${whole}.`) ? [local + wanted.slice(whole.length)] : [];
  });
}
