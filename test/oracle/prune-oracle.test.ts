import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import { python, withPython } from '../support/python.ts';
import { Random } from '../support/random.ts';
import { git, makeRepository, snapshot } from '../support/repository.ts';

const program = readFileSync(new URL('../support/imported_modules.py', import.meta.url), 'utf8');

interface Walked {
  readonly imports: readonly (readonly [file: string, line: number, module: string])[];
  readonly importable: readonly string[];
}

/** The modules of a folder, as Python itself finds them. */
function walked(folder: string): Walked {
  const files = [...snapshot(folder).keys()].filter((file) => file.endsWith('.py'));
  return JSON.parse(python(program, [folder, '--import'], files.join('\n'))) as Walked;
}

/** How a module can use a legacy one; `%` stands for it. */
const uses: readonly [string, ...string[]] = [
  'from app.core.% import Thing\n',
  'from app.core import %\n',
  'import app.core.%\n',
  'import app.core.% as other\n',
  'def f():\n    from app.core.% import Thing\n    return Thing\n',
  'try:\n    from app.core.% import Thing\nexcept ImportError:\n    Thing = None\n',
  'from app.core.% import *\n',
  'import importlib\nX = importlib.import_module("app.core.%")\n',
  'X = __import__("app.core." + "%")\n',
  'from .core.% import Thing\n',
  'from .core import (\n    %,\n)\n',
  'X = 1  # app.core.%\n',
];
const insideUses: readonly [string, ...string[]] = [
  'from .% import Thing\n',
  'from . import %\n',
  'from . import unified, %\n',
  'X = 1\n',
];

/** A package with legacy modules, of which some are used in some way, and some by each other. */
function repository(seed: number): { files: Record<string, string>; legacy: readonly string[] } {
  const random = new Random(seed);
  const legacy = ['old_0', 'old_1', 'old_2', 'old_3', 'old_4', 'old_5'] as const;
  const files: Record<string, string> = {
    'app/__init__.py': '',
    'app/core/__init__.py': random.chance(0.4) ? `from .${random.pick(legacy)} import Thing\n` : '',
    'app/core/unified.py': 'class Thing:\n    pass\n',
    'ssot.config.json': JSON.stringify({
      python: {
        map: [{ canonical: 'app.core.unified:Thing', legacy: legacy.map((name) => `app.core.${name}:Thing`) }],
      },
    }),
  };
  for (const name of legacy) {
    const from = random.chance(0.3) ? `old_${(Number(name.at(-1)) + 1) % 6}` : 'unified';
    files[`app/core/${name}.py`] = `from app.core.${from} import Thing\n`;
    if (random.chance(0.5)) files[`app/core/${name}.py.backup.2025`] = 'X = 1\n';
  }
  for (let k = 0; k < 3; k++) files[`app/user_${k}.py`] = random.pick(uses).replaceAll('%', random.pick(legacy));
  files['app/core/inner.py'] = random.pick(insideUses).replaceAll('%', random.pick(legacy));
  if (random.chance(0.5))
    files['app/core/inner_backup.py'] = random.pick(insideUses).replaceAll('%', random.pick(legacy));
  return { files, legacy };
}

withPython.describe('pruned packages, judged by Python (needs python3)', () => {
  let total = 0;
  const seeds = Array.from({ length: 12 }, (_, k) => k + 1);

  withPython.test.each(seeds)(
    '%i: no import leads to what was deleted, and what imported before imports after',
    (seed) => {
      const { files } = repository(seed);
      const folder = makeRepository(files);
      const before = walked(folder);
      const old = snapshot(folder);
      expect(codemod(folder, ['prune', '--apply']).exitCode).toBe(0);
      const now = snapshot(folder);
      const deleted = [...old.keys()].filter((file) => !now.has(file));
      const modules = new Set(deleted.map((file) => file.replace(/\.py$/, '').replaceAll('/', '.')));
      const after = walked(folder);
      expect(after.imports.filter(([, , module]) => modules.has(module))).toEqual([]);
      const left = before.importable.filter((file) => now.has(file));
      expect(left.filter((file) => !after.importable.includes(file))).toEqual([]);
      total += deleted.length;
      expect(codemod(folder, ['rollback']).exitCode).toBe(0);
      expect(git(folder, 'status', '--porcelain')).toBe('');
    },
  );

  withPython.test('the test sees what it should', () => {
    expect(total).toBeGreaterThan(30);
  });
});
