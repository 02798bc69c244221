import type { UserMapEntry } from '../../src/index.ts';

/**
 * A way to write a legacy import. A new transform is put to the oracle by adding its forms here: `from` gives the module
 * as the consumer names it, absolute or relative; `uses` are expressions whose values must not change.
 */
export interface ImportForm {
  readonly name: string;
  /** The lines of the import. */
  readonly lines: (from: string) => readonly string[];
  readonly uses: readonly string[];
  /** Symbols of the legacy module that stay there, so that it cannot be deleted. */
  readonly needsLegacy?: boolean | undefined;
  /** Some of it cannot be followed: it stays, and is listed. */
  readonly isLeft?: boolean;
  /** The import fails before, and the edit repairs it. */
  readonly isBroken?: boolean;
  /** The values of the uses afterwards, where the Map declares that another object replaces the old one. */
  readonly becomes?: (packageName: string) => readonly string[];
  /** Entries of the Map besides the shared ones. */
  readonly map?: (packageName: string, legacy: string) => readonly UserMapEntry[];
}

/** Where the import stands; `uses` are evaluated by `probe()`, in the scope that the import binds its names in. */
export interface ImportScope {
  readonly name: string;
  /** An import that fails goes unnoticed. */
  readonly hidesErrors?: boolean;
  readonly source: (lines: readonly string[], uses: readonly string[]) => string;
}

/** How the consumer names the legacy module, and where it stands itself. */
export interface ImportPath {
  readonly name: string;
  readonly from: (packageName: string) => string;
  /** The legacy module, without the package; empty for the package itself. */
  readonly legacy: 'legacy' | '';
  /** The consumer's module, without the package. */
  readonly consumer: string;
}

/** One small package with a consumer of its legacy names. */
export interface GeneratedPackage {
  readonly name: string;
  readonly form: ImportForm;
  readonly scope: ImportScope;
  /** Dotted name of the module that is imported. */
  readonly consumer: string;
  readonly files: Readonly<Record<string, string>>;
  readonly map: readonly UserMapEntry[];
  /** The files that can go, or be emptied, once everything has moved. */
  readonly legacyFiles: readonly string[];
}

const onOneLine = (names: string) => (from: string) => [`from ${from} import ${names}`];

export const forms: readonly ImportForm[] = [
  { name: 'one name', lines: onOneLine('Service'), uses: ['Service'] },
  { name: 'alias', lines: onOneLine('Service as S'), uses: ['S'] },
  { name: 'renamed', lines: onOneLine('OldService'), uses: ['OldService'] },
  { name: 'renamed, alias is the new name', lines: onOneLine('OldService as Service'), uses: ['Service'] },
  { name: 'explicit re-export', lines: onOneLine('Service as Service  # noqa: F401'), uses: ['Service'] },
  { name: 'split', lines: onOneLine('Mode, Service as S, OldService'), uses: ['Mode', 'S', 'OldService'] },
  { name: 'some stay', lines: onOneLine('KEPT, Service, Mode'), uses: ['KEPT', 'Service', 'Mode'], needsLegacy: true },
  {
    name: 'some stay, in parentheses',
    lines: (from) => [
      `from ${from} import (  # why`,
      '    Service,  # moves',
      '    # stays',
      '    KEPT,',
      '    Mode',
      ')',
    ],
    uses: ['Service', 'KEPT', 'Mode'],
    needsLegacy: true,
  },
  {
    name: 'continued',
    lines: (from) => [`from ${from} \\`, '    import Mode, \\', '    Service'],
    uses: ['Mode', 'Service'],
  },
  {
    name: 'two statements, one binding',
    lines: (from) => [`from ${from} import Service`, `from ${from} import Service, OldService`],
    uses: ['Service', 'OldService'],
  },
  { name: 'function', lines: onOneLine('make, make as build'), uses: ['make', 'build'] },
  { name: 'gone', lines: onOneLine('Vanished'), uses: ['Vanished'], isBroken: true },
  {
    name: 'replaced',
    lines: onOneLine('Factory'),
    uses: ['Factory'],
    becomes: (name) => [`class ${name}.unified:Service -> sent`],
    map: (name, legacy) => [{ canonical: `${name}.unified:Service`, legacy: [`${legacy}:Factory`], replaces: true }],
  },
];

const indent = (lines: readonly string[], by = '    '): string => lines.map((line) => `${by}${line}\n`).join('');
const block = (header: string, lines: readonly string[]): string => `${header}\n${indent(lines)}`;
const probe = (uses: readonly string[]): string => `\n\ndef probe():\n    return [${uses.join(', ')}]\n`;

/** The names that the uses start with, and that a failed import would leave unbound. */
const boundNames = (uses: readonly string[]): string[] => [
  ...new Set(uses.flatMap((use) => /^\w+(?=\.|$)/.exec(use) ?? [])),
];

export const scopes: readonly ImportScope[] = [
  { name: 'module', source: (lines, uses) => `"""Doc."""\n${indent(lines, '')}${probe(uses)}` },
  {
    name: 'module without final newline',
    source: (lines, uses) => `def probe():\n    return [${uses.join(', ')}]\n\n${indent(lines, '').trimEnd()}`,
  },
  { name: 'function', source: (lines, uses) => block('def probe():', [...lines, `return [${uses.join(', ')}]`]) },
  {
    name: 'closure',
    source: (lines, uses) =>
      block('def probe():', [...lines, 'def inner():', `    return [${uses.join(', ')}]`, 'return inner()']),
  },
  {
    name: 'async function',
    source: (lines, uses) => block('async def probe():', [...lines, `return [${uses.join(', ')}]`]),
  },
  {
    name: 'global from a function',
    source: (lines, uses) =>
      block('def load():', [`global ${boundNames(uses).join(', ')}`, ...lines]) + `\n\nload()\n${probe(uses)}`,
  },
  {
    name: 'class body',
    source: (lines, uses) =>
      block('class Holder:', [...lines, `found = [${uses.join(', ')}]`]) + probe(['*Holder.found']),
  },
  {
    name: 'method',
    source: (lines, uses) =>
      block('class Holder:', [
        'def look(self):',
        ...indent([...lines, `return [${uses.join(', ')}]`])
          .trimEnd()
          .split('\n'),
      ]) + probe(['*Holder().look()']),
  },
  {
    name: 'try',
    hidesErrors: true,
    source: (lines, uses) =>
      block('try:', lines) + block('except ImportError:', [`${boundNames(uses).join(' = ')} = None`]) + probe(uses),
  },
  {
    name: 'try, and asked for',
    hidesErrors: true,
    source: (lines, uses) =>
      block('try:', lines) +
      block('except ImportError:', [`${boundNames(uses).join(' = ')} = None`]) +
      probe(uses.map((use) => `None if ${boundNames(uses)[0] ?? ''} is None else ${use}`)),
  },
  {
    name: 'except',
    source: (lines, uses) =>
      block('try:', ['from nowhere import nothing']) + block('except ImportError:', lines) + probe(uses),
  },
  {
    name: 'try, else and finally',
    source: (lines, uses) =>
      block('try:', ['ready = True']) +
      block('except ValueError:', ['raise']) +
      block('else:', lines) +
      block('finally:', ['done = True']) +
      probe(uses),
  },
  {
    name: 'if and else',
    source: (lines, uses) => block('if not __name__:', ['pass']) + block('else:', lines) + probe(uses),
  },
  {
    name: 'type checker',
    hidesErrors: true,
    source: (lines, uses) =>
      `from typing import TYPE_CHECKING\n\n${block('if TYPE_CHECKING:', lines)}` +
      `\n\ndef probe():\n    return [name in globals() for name in ${JSON.stringify(uses)}]\n`,
  },
  { name: 'with and for', source: (lines, uses) => `for _ in [1]:\n\t${lines.join('\n\t')}\n${probe(uses)}` },
  {
    name: 'one-line suite',
    source: (lines, uses) =>
      `if True: ${lines.join('\nif True: ').replace(/\nif True: (?= |\)|#)/g, '\n')}\n${probe(uses)}`,
  },
  {
    name: 'semicolons',
    source: (lines, uses) =>
      lines.some((line) => line.includes('#'))
        ? `first = 1; ${lines.join('\n')}\n${probe(uses)}`
        : `first = 1; ${lines.join('\n').replaceAll('\nfrom', '; from')}; last = 2\n${probe(uses)}`,
  },
  { name: 'CRLF', source: (lines, uses) => `${lines.join('\n')}\n${probe(uses)}`.replaceAll('\n', '\r\n') },
  {
    name: 'byte order mark',
    source: (lines, uses) => `\ufeff# caf\u00e9\n\n${lines.join('\n')}\n${probe(uses)}`,
  },
];

export const paths: readonly ImportPath[] = [
  { name: 'absolute', from: (name) => `${name}.legacy`, legacy: 'legacy', consumer: 'consumer' },
  { name: 'one dot', from: () => '.legacy', legacy: 'legacy', consumer: 'consumer' },
  { name: 'two dots', from: () => '..legacy', legacy: 'legacy', consumer: 'inner.consumer' },
  { name: 'the package itself', from: () => '.', legacy: '', consumer: 'consumer' },
  { name: 'the package, by its name', from: (name) => name, legacy: '', consumer: 'inner.consumer' },
];

const unified = `class Service:
    def send(self):
        return "sent"


def make():
    return "made"


class Vanished(Service):
    pass
`;

/**
 * The source of the legacy module. It binds the same objects, one of its own, and another one under a name of its own.
 */
const legacySource = (name: string): string => `from ${name}.types import Mode
from ${name}.unified import Service, make

OldService = Service
KEPT = "kept"


class Factory:
    def send(self):
        return "sent by the factory"
`;

/** Each form in each scope, with paths in turn: every pair of form and scope, and of each with a path, occurs. */
export function generatePackages(): GeneratedPackage[] {
  return forms.flatMap((form, f) =>
    scopes.flatMap((scope, s) => {
      const path = paths[(f + s) % paths.length];
      return path ? [generatePackage(`p${f}_${s}`, form, scope, path)] : [];
    }),
  );
}

function generatePackage(name: string, form: ImportForm, scope: ImportScope, path: ImportPath): GeneratedPackage {
  const legacy = path.legacy === '' ? name : `${name}.${path.legacy}`;
  const legacyFile = path.legacy === '' ? `${name}/__init__.py` : `${name}/${path.legacy}.py`;
  return {
    name: `${name}: ${form.name}, ${scope.name}, ${path.name}`,
    form,
    scope,
    consumer: `${name}.${path.consumer}`,
    legacyFiles: [legacyFile],
    files: {
      [`${name}/__init__.py`]: '',
      [`${name}/inner/__init__.py`]: '',
      [`${name}/unified.py`]: unified,
      [`${name}/types.py`]: 'class Mode:\n    def send(self):\n        return "mode"\n',
      [legacyFile]: legacySource(name),
      [`${name}/${path.consumer.replaceAll('.', '/')}.py`]: scope.source(form.lines(path.from(name)), form.uses),
    },
    map: [
      { canonical: `${name}.unified:Service`, legacy: [`${legacy}:Service`, `${legacy}:OldService`] },
      { canonical: `${name}.unified:make`, legacy: [`${legacy}:make`] },
      { canonical: `${name}.unified:Vanished`, legacy: [`${legacy}:Vanished`] },
      { canonical: `${name}.types:Mode`, legacy: [`${legacy}:Mode`] },
      ...(form.map?.(name, legacy) ?? []),
    ],
  };
}
