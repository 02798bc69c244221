import { carrierOf } from '../model/carrier.ts';
import { groupBy } from '../model/group-by.ts';
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
  parts: ({ path, text, mayName = () => true }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const scalars = scalarsOf(name, text, mayName);
    const own = scalars.filter(({ keys }) => isOwn(name, keys));
    const others = scalars.filter(({ keys }) => !isOwn(name, keys));
    const commands = wordLists(name, others);
    const words = new Set(commands.flat());
    const named = [
      ...others
        .filter((scalar) => !words.has(scalar) && mayName(scalar.text))
        .map((scalar) => namedIn(name, scalar, text)),
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

function scalarsOf(name: string, text: string, mayName: (value: string) => boolean): Scalar[] {
  if (/\.jsonc?$/.test(name)) return jsonScalars(text, mayName);
  if (/\.ya?ml$/.test(name)) return onlyNaming(yamlScalars(text), mayName);
  return onlyNaming(name.endsWith('.toml') || name === 'Pipfile' ? tomlScalars(text) : iniScalars(text), mayName);
}

/** The scalars that may name something, and those of lists with such a one, which may be one command. */
function onlyNaming(scalars: readonly Scalar[], mayName: (value: string) => boolean): Scalar[] {
  const naming = new Set(scalars.filter(({ text }) => mayName(text)));
  const listOf = ({ keys }: Scalar): string | undefined =>
    typeof keys.at(-1) === 'number' ? keyPath(keys.slice(0, -1)) : undefined;
  const lists = new Set(Array.from(naming, listOf));
  lists.delete(undefined);
  if (lists.size === 0) return [...naming];
  return scalars.filter((scalar) => naming.has(scalar) || lists.has(listOf(scalar)));
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
  const lists = groupBy(
    scalars.filter(({ keys }) => typeof keys.at(-1) === 'number'),
    ({ keys }) => keyPath(keys.slice(0, -1)),
  );
  return [...lists.values()].filter(
    ([first]) => first !== undefined && !/\s/.test(first.text) && useOfKey(name, first) === 'command',
  );
}
