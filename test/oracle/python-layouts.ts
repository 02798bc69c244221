import type { UserMapEntry } from '../../src/index.ts';
import type { Files } from '../support/repository.ts';

/** A small program in a folder of its own: what it prints must stay. */
export interface Layout {
  readonly name: string;
  /** Relative to the root that all layouts share; each has a package of its own there. */
  readonly files: Files;
  /** The files as they were before some were moved, where they were: what the program printed then counts. */
  readonly moved?: Files;
  readonly map: readonly UserMapEntry[];
  /** The script. */
  readonly script: string;
  /** The folder that goes before the root on the path. */
  readonly first: string;
}

/** How a program can get at `Old` of a module, and print it. */
const forms: Readonly<Record<string, (holder: string, name: string) => string>> = {
  'from-import': (holder, name) => `from ${holder}.${name} import Old\nprint(Old)\n`,
  'from-import in a function': (holder, name) =>
    `def use():\n    from ${holder}.${name} import Old\n    return Old\nprint(use())\n`,
  'import as': (holder, name) => `import ${holder}.${name} as m\nprint(m.Old)\n`,
  'from package': (holder, name) => `from ${holder} import ${name}\nprint(${name}.Old)\n`,
  chain: (holder, name) => `import ${holder}.${name}\nprint(${holder}.${name}.Old)\n`,
  star: (holder, name) => `from ${holder}.${name} import *\nprint(Old)\n`,
  string: (holder, name) => `from importlib import import_module\nprint(import_module("${holder}.${name}").Old)\n`,
};

type Part = Omit<Layout, 'name'>;
type Maker = (pkg: string) => Part;

const symbol = (pkg: string): UserMapEntry[] => [{ canonical: `${pkg}.new:New`, legacy: [`${pkg}.old:Old`] }];
const core = (pkg: string): Record<string, string> => ({
  [`${pkg}/__init__.py`]: '',
  [`${pkg}/new.py`]: 'New = "new"\n',
  [`${pkg}/old.py`]: `from ${pkg}.new import New as Old\nKEPT = 1\n`,
});

/** A module of the name of the package stands nearer to the script than the package. */
function* sameNames(): Generator<readonly [string, Maker]> {
  const near: Record<string, (at: string) => Record<string, string>> = {
    'no other': () => ({}),
    'a package with the module': (at) => ({ [`${at}/__init__.py`]: '', [`${at}/old.py`]: 'Old = "near"\n' }),
    'a package with other modules': (at) => ({ [`${at}/__init__.py`]: '', [`${at}/other.py`]: '' }),
    'a package that binds it': (at) => ({ [`${at}/__init__.py`]: 'class old:\n    Old = "bound"\n' }),
    'a module': (at) => ({ [`${at}.py`]: 'class old:\n    Old = "module"\n' }),
    'a folder': (at) => ({ [`${at}/old.py`]: 'Old = "namespace"\n' }),
  };
  const folders: Record<string, readonly [string, Record<string, string>]> = {
    'a script': ['', {}],
    'a test in packages': ['/tests/unit', { '/tests/__init__.py': '', '/tests/unit/__init__.py': '' }],
    'a test below a conftest': ['/tests', { '/conftest.py': '' }],
    'a script of a nested project': ['/scripts', { '/pyproject.toml': '' }],
  };
  for (const [kind, files] of Object.entries(near))
    for (const [place, [folder, others]] of Object.entries(folders))
      for (const [form, code] of Object.entries(forms))
        yield [
          `${kind} is nearer to ${place}: ${form}`,
          (pkg) => {
            const home = `run_${pkg}`;
            const own = Object.fromEntries(Object.entries(others).map(([path, text]) => [home + path, text]));
            return {
              files: {
                ...core(pkg),
                ...files(`${home}/${pkg}`),
                ...own,
                [`${home}${folder}/main.py`]: code(pkg, 'old'),
              },
              map: symbol(pkg),
              script: `${home}${folder}/main.py`,
              first: folder === '/scripts' ? `${home}/scripts` : home,
            };
          },
        ];
}

/** A package moves onto a module in it, or a module became a package of its name. */
function* ownNames(): Generator<readonly [string, Maker]> {
  const inits: Record<string, (pkg: string) => string> = {
    'by a star': () => 'from .base import *\n',
    'by name': (pkg) => `from ${pkg}.old.base import Old\n`,
    'as a module': (pkg) => `import ${pkg}.old.base\nOld = ${pkg}.old.base.Old\n`,
    'or something else': () => 'Old = "other"\n',
  };
  for (const [how, init] of Object.entries(inits))
    for (const [form, code] of Object.entries(forms))
      for (const inner of [false, true])
        yield [
          `a package of its own name hands it on ${how}: ${form}${inner ? ' of what is in it' : ''}`,
          (pkg) => ({
            files: {
              [`${pkg}/__init__.py`]: '',
              [`${pkg}/old/__init__.py`]: init(pkg),
              [`${pkg}/old/base.py`]: 'Old = "base"\n',
              [`${pkg}/main.py`]: inner ? code(`${pkg}.old`, 'base') : code(pkg, 'old'),
            },
            map: [{ canonical: `${pkg}.old.base`, legacy: [`${pkg}.old`] }],
            script: `${pkg}/main.py`,
            first: 'nowhere',
          }),
        ];
}

/** Chains lead to modules that the import loads or does not. */
function* chains(): Generator<readonly [string, Maker]> {
  const loaders: Record<string, (pkg: string) => Record<string, string>> = {
    'the old module': (pkg) => ({
      [`${pkg}/old.py`]: `from ${pkg}.new import New as Old\nimport ${pkg}.engine\nKEPT = 1\n`,
    }),
    'both modules': (pkg) => ({ [`${pkg}/new.py`]: `import ${pkg}.engine\nNew = "new"\n` }),
    'the package': (pkg) => ({ [`${pkg}/__init__.py`]: `import ${pkg}.engine\n` }),
    'another file': (pkg) => ({ [`${pkg}/start.py`]: `import ${pkg}.user\nimport ${pkg}.engine\n` }),
  };
  const users: Record<string, (pkg: string) => string> = {
    'an import of the module': (pkg) =>
      `import ${pkg}.old\nLIMIT = 3\ndef use():\n    return ${pkg}.engine.TWICE, ${pkg}.old.Old\n`,
    'imports of two names': (pkg) =>
      `import ${pkg}\nfrom ${pkg}.old import Old\nLIMIT = 3\ndef use():\n    return ${pkg}.engine.TWICE, Old\n`,
    'a chain to what stays': (pkg) =>
      `import ${pkg}\nfrom ${pkg}.old import Old\nLIMIT = 3\ndef use():\n    return ${pkg}.old.KEPT, Old\n`,
    'an alias': (pkg) =>
      `import ${pkg}\nimport ${pkg}.old as m\nLIMIT = 3\ndef use():\n    return m.Old, ${pkg}.engine.TWICE\n`,
    'a chain and a star': (pkg) =>
      `import ${pkg}\nfrom ${pkg}.old import *\nLIMIT = 3\ndef use():\n    return Old, ${pkg}.old.KEPT\n`,
    'a function': (pkg) =>
      `LIMIT = 3\ndef use():\n    import ${pkg}.old\n    return ${pkg}.engine.TWICE, ${pkg}.old.Old\n`,
  };
  for (const [loader, files] of Object.entries(loaders))
    for (const [user, code] of Object.entries(users))
      for (const isBack of [false, true])
        yield [
          `${loader} loads what is used through ${user}${isBack ? ', and that leads back' : ''}`,
          (pkg) => ({
            files: {
              ...core(pkg),
              [`${pkg}/engine.py`]: isBack ? `import ${pkg}.user\nTWICE = ${pkg}.user.LIMIT * 2\n` : 'TWICE = 6\n',
              [`${pkg}/start.py`]: `import ${pkg}.user\n`,
              [`${pkg}/user.py`]: code(pkg),
              [`${pkg}/main.py`]: `import ${pkg}.start\nprint(${pkg}.user.use())\n`,
              ...files(pkg),
            },
            map: symbol(pkg),
            script: `${pkg}/main.py`,
            first: 'nowhere',
          }),
        ];
}

/** A package or a module was moved as it is, with a cycle through it or imports of its own. */
function* movedFiles(): Generator<readonly [string, Maker]> {
  const own: Record<string, (pkg: string) => string> = {
    'what is beside the package': (pkg) => `import ${pkg}.errors\nOld = ${pkg}.errors.E\n`,
    'what is beside it, by name': (pkg) => `from ${pkg} import errors\nOld = errors.E\n`,
    'what is beside it, relatively': () => 'from ..errors import E\nOld = E\n',
    'what is in it, relatively': () => 'from .part import E as Old\n',
    'a module in it, relatively': () => 'from . import part\nOld = part.E\n',
    'the file that imports it': (pkg) => `import ${pkg}.app\nOld = "old"\n`,
    'a name of the file that imports it': (pkg) => `from ${pkg}.app import LATE\nOld = LATE\n`,
  };
  for (const [what, text] of Object.entries(own))
    for (const [form, code] of Object.entries(forms))
      for (const isPackage of [true, false])
        yield [
          `a ${isPackage ? 'package' : 'module'} that was moved imports ${what}: ${form}`,
          (pkg) => {
            const others = {
              [`${pkg}/__init__.py`]: `from ${pkg}.app import *\n`,
              [`${pkg}/app.py`]: `${code(`${pkg}.utils`, 'log')}LATE = "late"\n`,
              [`${pkg}/errors.py`]: 'E = "error"\n',
              [`${pkg}/main.py`]: `import ${pkg}\n`,
            };
            const log = { 'log.py': text(pkg) };
            const rest = { '__init__.py': '', 'part.py': 'E = "part"\n' };
            const below = (folder: string, files: Record<string, string>): Record<string, string> =>
              Object.fromEntries(Object.entries(files).map(([file, source]) => [`${pkg}/${folder}/${file}`, source]));
            const [from, to] = isPackage ? ['utils', 'helpers'] : ['utils.log', 'helpers.deep.log'];
            return {
              files: {
                ...others,
                ...(isPackage
                  ? below('helpers', { ...rest, ...log })
                  : {
                      ...below('utils', rest),
                      ...below('helpers', { '__init__.py': '' }),
                      ...below('helpers/deep', { '__init__.py': '', ...log }),
                    }),
              },
              moved: { ...others, ...below('utils', { ...rest, ...log }) },
              map: [{ canonical: `${pkg}.${to}`, legacy: [`${pkg}.${from}`] }],
              script: `${pkg}/main.py`,
              first: 'nowhere',
            };
          },
        ];
}

/** Something of the legacy module is set, or importing it does something. */
function* behaviours(): Generator<readonly [string, Maker]> {
  const setters: Record<string, (pkg: string) => string> = {
    'an attribute': (pkg) => `import ${pkg}.old\n${pkg}.old.Old = "set"\n`,
    'an attribute of an alias': (pkg) => `import ${pkg}.old as m\nm.Old = "set"\n`,
    'an attribute of an imported module': (pkg) => `from ${pkg} import old\nold.Old = "set"\n`,
    setattr: (pkg) => `from ${pkg} import old\nsetattr(old, "Old", "set")\n`,
    'sys.modules': (pkg) => `import sys\nimport ${pkg}.old\nsys.modules["${pkg}.old"].Old = "set"\n`,
    import_module: (pkg) => `import importlib\nimportlib.import_module("${pkg}.old").Old = "set"\n`,
    'a variable of import_module': (pkg) =>
      `import importlib\nm = importlib.import_module("${pkg}.old")\nm.Old = "set"\n`,
    'the canonical module': (pkg) => `import ${pkg}.new\n${pkg}.new.New = "set"\n`,
    'setattr of the canonical module': (pkg) => `from ${pkg} import new\nsetattr(new, "New", "set")\n`,
    globals: (pkg) => `import ${pkg}.old as m\nvars(m)["Old"] = "set"\n`,
  };
  for (const [setter, text] of Object.entries(setters))
    for (const [form, code] of Object.entries(forms))
      yield [
        `${setter} sets the name: ${form}`,
        (pkg) => ({
          files: {
            ...core(pkg),
            [`${pkg}/start.py`]: text(pkg),
            [`${pkg}/main.py`]: `import ${pkg}.start\n${code(pkg, 'old')}`,
          },
          map: symbol(pkg),
          script: `${pkg}/main.py`,
          first: 'nowhere',
        }),
      ];
  const effects: Record<string, (pkg: string) => Record<string, string>> = {
    'it registers': (pkg) => ({
      [`${pkg}/old.py`]: `from ${pkg}.new import New as Old\nfrom ${pkg}.all import add\nadd("old")\n`,
    }),
    'it loads what registers': (pkg) => ({
      [`${pkg}/old.py`]: `from ${pkg}.new import New as Old\nimport ${pkg}.one\n`,
      [`${pkg}/one.py`]: `from . import two\n`,
      [`${pkg}/two.py`]: `from ${pkg}.all import add\nadd("two")\n`,
    }),
  };
  for (const [effect, files] of Object.entries(effects))
    for (const [form, code] of Object.entries(forms))
      yield [
        `${effect} when it is imported: ${form}`,
        (pkg) => ({
          files: {
            ...core(pkg),
            ...files(pkg),
            [`${pkg}/all.py`]: 'found = []\nadd = found.append\n',
            [`${pkg}/main.py`]: `${code(pkg, 'old')}from ${pkg}.all import found\nprint(found)\n`,
          },
          map: symbol(pkg),
          script: `${pkg}/main.py`,
          first: 'nowhere',
        }),
      ];
}

export const layouts: readonly Layout[] = [
  ...sameNames(),
  ...ownNames(),
  ...chains(),
  ...movedFiles(),
  ...behaviours(),
].map(([name, make], k) => ({ name, ...make(`p${k}`) }));
