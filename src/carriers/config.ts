import { carrierOf } from '../model/carrier.ts';
import type { Range } from '../model/range.ts';
import type { Carrier } from './carrier.ts';
import { namedIn, namedInWords } from './config-values.ts';
import { valueParts } from './document.ts';
import { iniScalars } from './ini-scalars.ts';
import { jsonScalars } from './json-scalars.ts';
import { useOfKey } from './known-keys.ts';
import { keyPath } from './scalar.ts';
import type { Scalar } from './scalar.ts';
import { tomlScalars } from './toml-scalars.ts';
import { yamlScalars } from './yaml-scalars.ts';

/** YAML, TOML, JSON and INI: values that are dotted paths, and commands. */
export const config: Carrier = {
  id: 'config',
  isOf: (path) => carrierOf(path) === 'config',
  parts: ({ path, text }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const scalars = scalarsOf(name, text);
    const own = scalars.filter(({ keys }) => isOwn(name, keys));
    const others = scalars.filter(({ keys }) => !isOwn(name, keys));
    const commands = wordLists(name, others);
    const words = new Set(commands.flat());
    const named = [
      ...others.filter((scalar) => !words.has(scalar)).map((scalar) => namedIn(name, scalar, text)),
      ...commands.map((list) => namedInWords(list, text)),
    ];
    return valueParts(
      text,
      named.flatMap(({ values }) => values),
      named.flatMap(({ programs }) => programs),
      own.flatMap(({ pieces }): Range[] => pieces.map(({ at }) => at)),
    );
  },
};

function scalarsOf(name: string, text: string): Scalar[] {
  if (/\.ya?ml$/.test(name)) return yamlScalars(text);
  if (name.endsWith('.toml') || name === 'Pipfile') return tomlScalars(text);
  return /\.jsonc?$/.test(name) ? jsonScalars(text) : iniScalars(text);
}

/** The Map names legacy paths, and means them. */
function isOwn(name: string, keys: Scalar['keys']): boolean {
  return (
    (name === 'pyproject.toml' && keys[0] === 'tool' && keys[1] === 'ssot-codemod') ||
    (name === 'package.json' && keys[0] === 'ssot-codemod')
  );
}

/** The lists that are one command each, and no list of commands. */
function wordLists(name: string, scalars: readonly Scalar[]): Scalar[][] {
  const lists = new Map<string, Scalar[]>();
  for (const scalar of scalars) {
    if (typeof scalar.keys.at(-1) !== 'number' || useOfKey(name, scalar) !== 'command') continue;
    const list = keyPath(scalar.keys.slice(0, -1));
    lists.set(list, [...(lists.get(list) ?? []), scalar]);
  }
  return [...lists.values()].filter(([first]) => first !== undefined && !/\s/.test(first.text));
}
