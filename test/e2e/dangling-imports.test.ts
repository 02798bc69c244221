import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { writeCorpus } from '../../scripts/corpus.ts';
import { python, withPython } from '../support/python.ts';
import { codemod } from '../support/program.ts';
import { makeFolder, snapshot, temporaryFolder } from '../support/repository.ts';

/** `file module:name` of each import that fails, however often; the module alone where that is not there. */
function danglingImports(root: string): string[] {
  const program = readFileSync(fileURLToPath(new URL('../support/dangling_imports.py', import.meta.url)), 'utf8');
  const files = [...snapshot(root).keys()].filter((file) => file.endsWith('.py'));
  const found = JSON.parse(python(program, [root], files.join('\n'))) as [string, number, string, string | null][];
  return found.map(([file, , module, name]) => `${file} ${module}${name === null ? '' : `:${name}`}`);
}

/** The imports that `apply` leaves on their legacy path, with a reason. */
function applyAll(root: string): string[] {
  const { stdout } = codemod(root, ['apply', '--include-review', '--format', 'json']);
  const { files } = JSON.parse(stdout) as { files: { path: string; refused: { from: string }[] }[] };
  return files.flatMap(({ path, refused }) => refused.map(({ from }) => `${path} ${from}`));
}

withPython.describe('imports that fail (needs python3)', () => {
  const map = [
    { canonical: 'app.new:Thing', legacy: ['app.old:Thing', 'app.gone:Thing', 'app.old:Renamed'] },
    { canonical: 'app.new:Nowhere', legacy: ['app.old:Nowhere'] },
  ];
  const root = makeFolder({
    'ssot.config.json': JSON.stringify({ python: { map } }),
    'app/__init__.py': '',
    'app/new.py': 'class Thing:\n    pass\n',
    'app/old.py': 'from app.new import Thing\n\nNowhere = 1\n',
    'app/one.py': 'from app.gone import Thing\nfrom app.old import Renamed, Nowhere\n',
    'app/two.py': 'def f():\n    from .old import Renamed as R, Thing\n    from app.old import missing\n',
  });
  const before = danglingImports(root);
  const refused = applyAll(root);
  const after = danglingImports(root);

  test('are repaired where the Map moves them', () => {
    expect(before).toEqual([
      'app/one.py app.gone',
      'app/one.py app.old:Renamed',
      'app/two.py app.old:Renamed',
      'app/two.py app.old:missing',
    ]);
    expect(after).toEqual(['app/two.py app.old:missing']);
    expect(refused).toEqual(['app/one.py app.old:Nowhere']);
  });

  test('are none in a repository of 300 files that had none', () => {
    const folder = temporaryFolder();
    writeCorpus(folder, 300, 7);
    const old = snapshot(folder);
    applyAll(folder);
    const changed = [...snapshot(folder)].filter(([file, content]) => content !== old.get(file));
    expect(changed.length).toBeGreaterThan(20);
    expect(danglingImports(folder)).toEqual([]);
  });
});
