import { absoluteModule } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import type { ImportRecord } from './import-statements.ts';

/**
 * The names of other modules that a file may look up at run time, each `module:Name`: in `from` imports, as attributes of
 * modules, in dotted strings, and by strings of their own (`getattr(module, "Name")`). Rather one too many: comments and
 * docstrings count, and a name in a string may be of any module that the file imports.
 * @param names the names of interest
 */
export function neededNames(
  text: string,
  imports: readonly ImportRecord[],
  identity: ModuleIdentity,
  names: readonly string[],
): string[] {
  const anyName = names.map((name) => name.replace(/\$/g, '\\$')).join('|');
  const found = new Set(text.match(new RegExp(String.raw`(?<![\w])(?:${anyName})(?!\w)`, 'g')));
  if (found.size === 0) return [];
  const needed = new Set<string>();
  /** The modules that names of the file may stand for. */
  const modules = new Map<string, string>();
  for (const { isFrom, isStar, level, module: path, names: imported, aliases } of imports) {
    const module = isFrom ? absoluteModule(level, path, identity) : '';
    if (module === undefined) continue;
    if (isStar) for (const name of found) needed.add(`${module}:${name}`);
    for (const [k, name] of imported.entries()) {
      if (isFrom && found.has(name)) needed.add(`${module}:${name}`);
      const whole = isFrom ? `${module}.${name}` : name;
      modules.set(aliases[k] ?? name, whole);
    }
  }
  const dotted = new RegExp(String.raw`(?<![\w.])(\w+(?:\s*\.\s*\w+)*)\s*\.\s*(${anyName})(?!\w)`, 'g');
  for (const [, written = '', name = ''] of text.matchAll(dotted)) {
    const path = written.replace(/\s/g, '');
    needed.add(`${path}:${name}`);
    const [root = '', ...rest] = path.split('.');
    needed.add(`${[modules.get(root) ?? root, ...rest].join('.')}:${name}`);
  }
  // A string that is the name, where it may be one of an object's, or that ends in it behind a part that is computed.
  const alone = new RegExp(String.raw`(?:(?:,|\)\s*\[|\b__dict__\s*\[)\s*["']|\}\.|["']\.)(${anyName})(?!\w)`, 'g');
  const paths = [...text.matchAll(/["'](\w+(?:\.\w+)+)["']/g)].map(([, path = '']) => path);
  const own = /\bsys\s*\.\s*modules\b|\{__name__\}|\b__name__\s*\+/.test(text) ? [identity.module] : [];
  for (const [, name = ''] of text.matchAll(alone))
    for (const module of [...own, ...modules.values(), ...paths]) needed.add(`${module}:${name}`);
  return [...needed];
}
