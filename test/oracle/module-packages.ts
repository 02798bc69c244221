import type { UserMapEntry } from '../../src/index.ts';
import { scopes } from './python-packages.ts';
import type { GeneratedPackage, ImportForm, ImportScope } from './python-packages.ts';

/** A way to reach legacy symbols through a module, or by a star. */
interface ModuleForm {
  readonly name: string;
  /** The lines of the import, in the package of that name. */
  readonly lines: (packageName: string) => readonly string[];
  readonly uses: (packageName: string) => readonly string[];
  /** Something of the legacy modules is used that stays there, so that they cannot be deleted. */
  readonly needsLegacy?: boolean;
  /** The scopes that Python does not allow for the form. */
  readonly without?: readonly string[];
  /** The scopes in which some of it stays, and is listed. */
  readonly stays?: readonly string[];
}

/** Outside of functions and classes: a star is not allowed there. */
const inFunctions = ['function', 'closure', 'async function', 'class body', 'method', 'global from a function'];
/** `global` gives a name that the file says to the module; one that an import would add stays local. */
const addsName = ['global from a function'];
/** The fallback of the `try` is another object, which has no other names than the old module. */
const isOneObject = ['try', 'try, and asked for'];
/** A module in a class is an attribute of it, which others may use in any way. */
const isAttribute = ['class body'];

export const moduleForms: readonly ModuleForm[] = [
  { name: 'dotted', lines: (p) => [`import ${p}.legacy`], uses: (p) => [`${p}.legacy.Service`], stays: isOneObject },
  {
    name: 'dotted, renamed, in expressions',
    lines: (p) => [`import ${p}.legacy`],
    uses: (p) => [
      `${p}.legacy.OldService`,
      `${p}.legacy.OldService().send()`,
      `f"{${p}.legacy.OldService().send():>{len(${p}.legacy.make())}}"`,
      `(lambda made=${p}.legacy.make(): made)()`,
      `[made for made in [${p}.legacy.OldService]][0]`,
      `{${p}.legacy.Mode: ${p}.legacy.make}[${p}.legacy.Mode]`,
    ],
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'dotted, to two modules',
    lines: (p) => [`import ${p}.legacy`],
    uses: (p) => [`${p}.legacy.Mode`, `${p}.legacy.OldService`],
    stays: isOneObject,
  },
  {
    name: 'dotted, some stay',
    lines: (p) => [`import ${p}.legacy`],
    uses: (p) => [`${p}.legacy.KEPT`, `${p}.legacy.OldService`],
    needsLegacy: true,
    stays: isOneObject,
  },
  {
    name: 'dotted, and another of the package',
    lines: (p) => [`import ${p}.legacy, ${p}.types`],
    uses: (p) => [`${p}.types.Mode`, `${p}.legacy.OldService`],
    stays: isOneObject,
  },
  {
    name: 'dotted, twice',
    lines: (p) => [`import ${p}.legacy`, `import ${p}.unified`],
    uses: (p) => [`${p}.legacy.Service`, `${p}.unified.make`],
    stays: isOneObject,
  },
  {
    name: 'alias',
    lines: (p) => [`import ${p}.legacy as m`],
    uses: () => ['m.Service', 'm.make'],
    stays: isAttribute,
  },
  {
    name: 'alias, renamed',
    lines: (p) => [`import ${p}.legacy as m`],
    uses: () => ['m.OldService', 'm.OldService().send()'],
    stays: [...isOneObject, ...isAttribute],
  },
  {
    name: 'alias, to two modules',
    lines: (p) => [`import ${p}.legacy as m`],
    uses: () => ['m.Service', 'm.Mode'],
    stays: [...addsName, ...isOneObject, ...isAttribute],
  },
  {
    name: 'alias, some stay',
    lines: (p) => [`import ${p}.legacy as m`],
    uses: () => ['m.Service', 'm.KEPT'],
    needsLegacy: true,
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'two aliases',
    lines: (p) => [`import ${p}.legacy as m, ${p}.legacy as n`],
    uses: () => ['m.Service', 'n.make'],
    stays: isAttribute,
  },
  {
    name: 'from the package',
    lines: (p) => [`from ${p} import legacy`],
    uses: () => ['legacy.Service'],
    stays: isAttribute,
  },
  {
    name: 'from the package, alias',
    lines: (p) => [`from ${p} import legacy as m`],
    uses: () => ['m.Service'],
    stays: isAttribute,
  },
  {
    name: 'from the package, among others',
    lines: (p) => [`from ${p} import legacy, types`],
    uses: () => ['legacy.OldService', 'types.Mode'],
    stays: [...isOneObject, ...isAttribute],
  },
  { name: 'from dots', lines: () => ['from . import legacy'], uses: () => ['legacy.Service'], stays: isAttribute },
  {
    name: 'from dots, some stay',
    lines: () => ['from . import legacy'],
    uses: () => ['legacy.OldService', 'legacy.KEPT'],
    needsLegacy: true,
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'top-level',
    lines: (p) => [`import ${p}_flat`],
    uses: (p) => [`${p}_flat.Service`],
    stays: [...addsName, ...isOneObject, ...isAttribute],
  },
  {
    name: 'another root',
    lines: (p) => [`import ${p}_far.legacy`],
    uses: (p) => [`${p}_far.legacy.Service`],
    stays: [...addsName, ...isOneObject, ...isAttribute],
  },
  {
    name: 'another root, which is used',
    lines: (p) => [`import ${p}_far.legacy, ${p}_far.near`],
    uses: (p) => [`${p}_far.legacy.Service`, `${p}_far.near.NEAR`],
    stays: [...addsName, ...isOneObject, ...isAttribute],
  },
  {
    name: 'package around',
    lines: (p) => [`import ${p}.deep`],
    uses: (p) => [`${p}.deep.legacy.OldService`, `${p}.deep.__name__`],
    stays: isOneObject,
  },
  {
    name: 'package around, alias',
    lines: (p) => [`import ${p}.deep as d`],
    uses: () => ['d.legacy.Service', 'd.legacy.make()', 'd.__name__'],
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'package around, from its package',
    lines: (p) => [`from ${p} import deep`],
    uses: () => ['deep.legacy.Service', 'deep.legacy.Mode'],
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'package around, from its package, alias',
    lines: (p) => [`from ${p} import types, deep as d`],
    uses: () => ['d.legacy.OldService', 'types.Mode'],
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'package around, from dots',
    lines: () => ['from . import deep'],
    uses: () => ['deep.legacy.OldService', 'deep.__name__'],
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'package around, from dots, alias',
    lines: () => ['from . import deep as d'],
    uses: () => ['d.legacy.OldService().send()', 'd.legacy.OldService'],
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'package around its package, alias',
    lines: (p) => [`import ${p}.deep`, `import ${p} as a`],
    uses: () => ['a.deep.legacy.OldService', 'a.__name__'],
    stays: [...addsName, ...isOneObject],
  },
  {
    name: 'package around, of which another module is imported',
    lines: (p) => [`import ${p}.deep, ${p}.types`],
    uses: (p) => [`${p}.deep.legacy.Mode`, `${p}.types.Mode`],
    stays: isOneObject,
  },
  {
    name: 'whole',
    lines: (p) => [`import ${p}.whole`],
    uses: (p) => [`${p}.whole.Service`, `${p}.whole.make`],
    stays: isOneObject,
  },
  {
    name: 'whole, alias',
    lines: (p) => [`import ${p}.whole as m`],
    uses: () => ['m.Service', 'getattr(m, "make")'],
    stays: [...addsName, ...isOneObject],
  },
  { name: 'whole, from the package', lines: (p) => [`from ${p} import whole`], uses: () => ['whole.Service'] },
  { name: 'whole, from dots', lines: () => ['from . import whole as m, types'], uses: () => ['m.make', 'types.Mode'] },
  {
    name: 'whole, names of it',
    lines: (p) => [`from ${p}.whole import Service, make as m`],
    uses: () => ['Service', 'm'],
  },
  {
    name: 'whole, top-level',
    lines: (p) => [`import ${p}_top`],
    uses: (p) => [`${p}_top.Service`],
    stays: [...addsName, ...isOneObject, ...isAttribute],
  },
  {
    name: 'whole, with submodule',
    lines: (p) => [`import ${p}.oldpack, ${p}.oldpack.sub`],
    uses: (p) => [`${p}.oldpack.START`, `${p}.oldpack.sub.Part`],
    stays: isOneObject,
  },
  {
    name: 'whole, submodule',
    lines: (p) => [`from ${p}.oldpack import sub, START`],
    uses: () => ['sub.Part', 'START'],
  },
  { name: 'whole, submodule alias', lines: (p) => [`import ${p}.oldpack.sub as sub`], uses: () => ['sub.Part'] },
  {
    name: 'whole, below dots',
    lines: () => ['from .oldpack import sub as m', 'from .oldpack.sub import Part'],
    uses: () => ['m.Part', 'Part'],
  },
  {
    name: 'star',
    lines: (p) => [`from ${p}.legacy import *`],
    uses: () => ['Service', 'Mode', 'make'],
    without: inFunctions,
    stays: isOneObject,
  },
  {
    name: 'star, some stay',
    lines: () => ['from .legacy import *'],
    uses: () => ['OldService', 'KEPT'],
    needsLegacy: true,
    without: inFunctions,
    stays: isOneObject,
  },
  {
    name: 'star, read in a class that binds the name, and deleted',
    lines: (p) => [
      `from ${p}.legacy import *`,
      'class Held:',
      '    Service = Service',
      '    def make(self) -> make: return "made"',
      'del Mode',
    ],
    uses: () => ['Held.Service', 'Held.make.__annotations__["return"]', 'Held().make()'],
    without: [...inFunctions, 'one-line suite'],
    stays: isOneObject,
  },
  {
    name: 'star of a whole module',
    lines: (p) => [`from ${p}.whole import *`],
    uses: () => ['Service'],
    without: inFunctions,
    stays: isOneObject,
  },
];

/** Here the uses are types that no code looks at. */
const typeChecker: ImportScope = {
  name: 'type checker',
  source: (lines, uses) => {
    const types = uses.filter((use) => /^[\w.]+$/.test(use));
    const parameters = types.map((type, k) => `value${k}: "${type}" = ${k}`).join(', ');
    const imports = lines.map((line) => `    ${line}\n`).join('');
    return `from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n${imports}\n\ndef probe(${parameters}):\n    return [${types.map((_, k) => `value${k}`).join(', ')}]\n`;
  },
};

const source = (name: string): string => `from ${name}.types import Mode
from ${name}.unified import Service, make

OldService = Service
KEPT = "kept"
`;

/** Each form in each scope that allows it. */
export function generateModulePackages(): GeneratedPackage[] {
  const all = scopes.map((scope) => (scope.name === typeChecker.name ? typeChecker : scope));
  return moduleForms.flatMap((form, f) =>
    all
      .filter(({ name }) => form.without?.includes(name) !== true)
      .map((scope, s) => generatePackage(`m${f}_${s}`, form, scope)),
  );
}

function generatePackage(
  name: string,
  { name: formName, lines, uses, needsLegacy, stays }: ModuleForm,
  scope: ImportScope,
): GeneratedPackage {
  const isLeft = stays?.includes(scope.name) === true;
  const form: ImportForm = {
    name: formName,
    lines: () => lines(name),
    uses: uses(name),
    needsLegacy: needsLegacy === true || isLeft,
    isLeft,
  };
  const legacyFiles = {
    [`${name}/legacy.py`]: source(name),
    [`${name}_flat.py`]: source(name),
    [`${name}_far/legacy.py`]: source(name),
    [`${name}/deep/__init__.py`]: `import ${name}.deep.legacy\n`,
    [`${name}/deep/legacy.py`]: source(name),
    [`${name}_top.py`]: `from ${name}.unified import *\n`,
    [`${name}/whole.py`]: `from ${name}.unified import *\n`,
    [`${name}/oldpack/__init__.py`]: `from ${name}.newpack import *\n`,
    [`${name}/oldpack/sub.py`]: `from ${name}.newpack.sub import *\n`,
  };
  return {
    name: `${name}: ${formName}, ${scope.name}`,
    form,
    scope,
    consumer: `${name}.consumer`,
    legacyFiles: Object.keys(legacyFiles),
    files: {
      ...legacyFiles,
      [`${name}/__init__.py`]: '',
      [`${name}/unified.py`]:
        'class Service:\n    def send(self):\n        return "sent"\n\n\ndef make():\n    return "made"\n',
      [`${name}/types.py`]: 'class Mode:\n    def send(self):\n        return "mode"\n',
      [`${name}/newpack/__init__.py`]: 'START = "start"\n',
      [`${name}/newpack/sub.py`]: 'class Part:\n    def send(self):\n        return "part"\n',
      [`${name}/deep/near.py`]: 'NEAR = "near"\n',
      [`${name}_far/__init__.py`]: '',
      [`${name}_far/near.py`]: 'NEAR = "near"\n',
      [`${name}/consumer.py`]: scope.source(lines(name), uses(name)),
    },
    map: mapOf(name),
  };
}

function mapOf(name: string): UserMapEntry[] {
  const legacy = [`${name}.legacy`, `${name}.deep.legacy`, `${name}_flat`, `${name}_far.legacy`];
  return [
    {
      canonical: `${name}.unified:Service`,
      legacy: legacy.flatMap((module) => [`${module}:Service`, `${module}:OldService`]),
    },
    { canonical: `${name}.unified:make`, legacy: legacy.map((module) => `${module}:make`) },
    { canonical: `${name}.types:Mode`, legacy: legacy.map((module) => `${module}:Mode`) },
    { canonical: `${name}.unified`, legacy: [`${name}.whole`, `${name}_top`], replaces: true },
    { canonical: `${name}.newpack`, legacy: [`${name}.oldpack`], replaces: true },
  ];
}
