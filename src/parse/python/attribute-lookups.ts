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

/** How a file writes the names of a module. */
interface Spellings {
  /** Dotted names of the module itself: a name of it stands behind a dot. */
  readonly modules: ReadonlySet<string>;
  /** Dotted names of names of it. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** A star binds all names of it. */
  readonly hasStar: boolean;
}

const word = String.raw`\p{ID_Continue}+`;
const dotted = String.raw`${word}(?:\s*\.\s*${word})*`;
const chains = new RegExp(String.raw`(?<![\p{ID_Continue}.])(${dotted})(\s*=(?!=))?`, 'gu');
const setters = new RegExp(String.raw`(?:\bpatch\s*\.\s*object|attr)\s*\(\s*(${dotted})\s*,\s*["'](${word})["']`, 'gu');
const strings = new RegExp(String.raw`["'](${word}(?:\.${word})+)`, 'gu');

/**
 * Finds how a file uses the names of `module`: as `module.name`, in any spelling that its imports allow, or in a string
 * that patches something below it. Reports too much rather than too little: comments and strings count. The text is read
 * once, for all names.
 */
export function attributeLookups(
  text: string,
  imports: Iterable<ImportRecord>,
  identity: ModuleIdentity,
  module: string,
): (name: string) => AttributeLookups {
  const written = spellings(imports, identity, module);
  const reached = new Set<string>();
  const patched = new Map<string, string[]>();
  const patch = (name: string, set: string): void => {
    const known = patched.get(name);
    if (known) known.push(set);
    else patched.set(name, [set]);
  };
  const start = module === '' ? '' : `${module}.`;
  for (const [, path = ''] of text.matchAll(strings)) {
    if (!path.startsWith(start)) continue;
    const [name = '', set] = path.slice(start.length).split('.');
    if (set === undefined) continue;
    reached.add(name);
    patch(name, set);
  }
  for (const [, chain = '', equals] of text.matchAll(chains))
    for (const path of readings(chain)) {
      for (const { name } of namesAtStart(path, written)) reached.add(name);
      if (equals === undefined) continue;
      const end = path.lastIndexOf('.');
      for (const { name, length } of namesAtStart(path, written)) if (length === end) patch(name, path.slice(end + 1));
    }
  for (const [, chain = '', set = ''] of text.matchAll(setters)) {
    const path = withoutBlanks(chain);
    for (const { name, length } of namesAtStart(path, written)) if (length === path.length) patch(name, set);
  }
  return (name) => ({ isReached: reached.has(name), patched: patched.get(name) ?? [] });
}

const withoutBlanks = (chain: string): string => chain.replaceAll(/\s+/g, '');

/** The chain; and what stands behind a dot and blanks, which may start one, as behind the end of a sentence. */
function readings(chain: string): string[] {
  if (!/\s/.test(chain)) return [chain];
  const starts = [0, ...[...chain.matchAll(/\.\s+/g)].map((match) => match.index + match[0].length)];
  return starts.map((start) => withoutBlanks(chain.slice(start)));
}

/** The names of the module that a dotted name starts with, and how long it is up to the end of each. */
function namesAtStart(
  path: string,
  { modules, names, hasStar }: Spellings,
): { readonly name: string; readonly length: number }[] {
  const found: { readonly name: string; readonly length: number }[] = [];
  for (let from = 0; from <= path.length;) {
    const dot = path.indexOf('.', from);
    const length = dot < 0 ? path.length : dot;
    const own = path.slice(from, length);
    if (from === 0 ? hasStar : modules.has(path.slice(0, from - 1))) found.push({ name: own, length });
    for (const name of names.get(path.slice(0, length)) ?? []) found.push({ name, length });
    from = length + 1;
  }
  return found;
}

/** How the file writes the module and names of it, by the names that its imports bind. */
function spellings(imports: Iterable<ImportRecord>, identity: ModuleIdentity, module: string): Spellings {
  const modules = new Set<string>();
  const names = new Map<string, string[]>();
  let hasStar = false;
  for (const { isFrom, isStar, level, module: path, names: imported, aliases } of imports) {
    const holder = isFrom ? absoluteModule(level, path, identity) : '';
    if (holder === undefined) continue;
    if (isStar) hasStar ||= holder === module;
    for (const [k, own] of isStar ? [] : imported.entries()) {
      const alias = aliases[k];
      const whole = holder === '' ? own : `${holder}.${own}`;
      const local = alias ?? own;
      if (`${module}.`.startsWith(`${whole}.`)) modules.add(local + module.slice(whole.length));
      const name = nameIn(module, whole);
      if (name === undefined) continue;
      const known = names.get(local);
      if (known) known.push(name);
      else names.set(local, [name]);
    }
  }
  return { modules, names, hasStar };
}

/** The name of the module that a dotted path leads to, if it leads to one. */
function nameIn(module: string, path: string): string | undefined {
  const name = module === '' ? path : path.startsWith(`${module}.`) ? path.slice(module.length + 1) : '';
  return name === '' || name.includes('.') ? undefined : name;
}
