import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { addFiles, makeRepository, read, snapshot } from '../support/repository.ts';

const config = JSON.stringify({
  include: ['**/*'],
  python: { map: [{ canonical: 'app.new:Unified', legacy: ['app.old:Old'] }] },
});
const files = {
  'app/__init__.py': '',
  'app/new.py': 'class Unified:\n    pass\n',
  'app/old.py': 'from app.new import Unified as Old\n',
  'app/use.py': 'from app.old import Old\n',
  'ssot.review.json': '{ "note": "app.old:Old", "at": "app.old.Old" }\n',
  'web/ssot.baseline.json': '{ "app.old:Old": 1, "at": "app.old.Old" }\n',
  '.ssot-codemod/x': 'from app.old import Old\n',
};

test.each([
  ['ssot.config.json', config, []],
  ['tools/a+b [1].json', config, ['--config', 'tools/a+b [1].json']],
  [
    'pyproject.toml',
    '[tool.ssot-codemod]\ninclude = ["**/*"]\npython.map = [{ canonical = "app.new:Unified", legacy = ["app.old:Old"] }]\n',
    [],
  ],
] as const)('what the tool itself reads and writes is neither edited nor reported: %s', (file, text, args) => {
  const folder = makeRepository({ ...files, [file]: text });
  addFiles(folder, { 'ssot.review.json': files['ssot.review.json'] });
  const before = snapshot(folder);
  const shown = codemod(folder, ['dry-run', '-v', '--include-review', '--no-gitignore', '--format', 'json', ...args]);
  const { files: reported } = JSON.parse(shown.stdout) as { files: { path: string }[] };
  expect(reported.map(({ path }) => path)).toEqual(['app/use.py']);
  expect(codemod(folder, ['apply', '--include-review', '-q', ...args])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(read(folder, 'app/use.py')).toBe('from app.new import Unified as Old\n');
  const after = snapshot(folder);
  for (const kept of ['ssot.review.json', 'web/ssot.baseline.json', file])
    expect(after.get(kept)).toBe(before.get(kept));
});

test.each(['known.json', 'known', 'tools/legacy.txt'])(
  'a baseline or a report of another name is known by what it says: %s',
  (file) => {
    const folder = makeRepository({ ...files, 'ssot.config.json': config, 'tools/x.py': '' });
    const update = codemod(folder, ['check', '--baseline', file, '--update-baseline', '--allow-growth']);
    expect(update.exitCode).toBe(0);
    const known = read(folder, file);
    expect(known).toContain('app.old:Old');
    codemod(folder, ['check', '--format', 'json', '-o', 'report.txt']);
    const checked = codemod(folder, ['check', '--baseline', file, '-v']);
    expect(checked.stdout + checked.stderr).not.toMatch(new RegExp(`^(?:${file}|report.txt):`, 'm'));
    const { stdout } = codemod(folder, ['dry-run', '-v', '--include-review', '--no-gitignore', '--format', 'json']);
    const { files: reported } = JSON.parse(stdout) as { files: { path: string }[] };
    expect(reported.map(({ path }) => path)).toEqual(['app/use.py']);
    expect(codemod(folder, ['apply', '--include-review', '-q'])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(read(folder, file)).toBe(known);
  },
);
