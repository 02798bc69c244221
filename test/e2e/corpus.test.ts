import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { writeCorpus } from '../../scripts/corpus.ts';
import { syntaxErrors, withPython } from '../support/python.ts';
import { codemod, run } from '../support/program.ts';
import { addFiles, commitAll, git, snapshot, temporaryFolder, withGit } from '../support/repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

describe('a made repository of 1,000 files', () => {
  const folder = temporaryFolder();
  const corpus = writeCorpus(folder, 1000, 42);

  test('is the same for the same seed, and another for another', () => {
    const [same, other] = [temporaryFolder(), temporaryFolder()];
    writeCorpus(same, 1000, 42);
    writeCorpus(other, 1000, 43);
    expect(snapshot(same)).toEqual(snapshot(folder));
    expect(snapshot(other)).not.toEqual(snapshot(folder));
  });

  test('has what real ones have', () => {
    const files = [...snapshot(folder)].filter(([file]) => file.endsWith('.py')).map(([, content]) => content);
    expect(files).toHaveLength(1000);
    const count = (pattern: RegExp): number => files.filter((content) => pattern.test(content)).length;
    for (const pattern of [
      /\r\n/, // CRLF
      /^\d+ \xef\xbb\xbf/, // a byte order mark
      /coding: latin-1.*\n.*\xe4/, // another encoding
      /[^\n]$/, // no final newline
      /\n\tdef /, // tabs
      /^try:\n {4}from netra_backend/m, // a fallback
      /^ {4}from netra_backend/m, // an import in a function
      /^from netra_backend\S* import \(/m, // several lines
      / import \w+ as \w+/, // an alias
      /^[^]{1000000}/, // a megabyte
    ]) {
      expect([pattern, count(pattern) > 0]).toEqual([pattern, true]);
    }
    const importing = count(/^ *from (?:netra_backend\.app\.(?:websocket_core|services)|shared\.websocket)\S* import/m);
    expect(importing).toBeGreaterThan(80);
    expect(importing).toBeLessThan(250);
  });

  withPython.test('compiles, before and after (needs python3)', () => {
    const after = temporaryFolder();
    writeCorpus(after, 1000, 42);
    codemod(after, ['apply']);
    const texts = (root: string): Buffer[] =>
      [...snapshot(root)].flatMap(([file]) => (file.endsWith('.py') ? [readFileSync(path.join(root, file))] : []));
    const broken = [folder, after].map((root) => syntaxErrors(texts(root)).filter((error) => error !== undefined));
    expect(broken).toEqual([[], []]);
  });

  withGit.test('every legacy name in it moves; git applies the same; a second run is empty (needs git)', () => {
    const [patched, applied] = [temporaryFolder(), temporaryFolder()];
    for (const copy of [patched, applied]) {
      writeCorpus(copy, 1000, 42);
      commitAll(copy);
    }
    const { output, stderr } = codemod(patched, ['dry-run']);
    expect(stderr).toContain(` would change: ${corpus.legacyNames} edits\n`);
    expect(corpus.legacyNames).toBeGreaterThan(100);
    const patch = temporaryFolder();
    addFiles(patch, { 'moves.patch': output });
    git(patched, 'apply', path.join(patch, 'moves.patch'));
    expect(codemod(applied, ['apply'])).toMatchObject({ exitCode: 0 });
    expect(snapshot(patched)).toEqual(snapshot(applied));
    expect(codemod(applied, ['--exit-code'])).toMatchObject({ exitCode: 0, stdout: '' });
    expect(
      git(applied, 'status', '--porcelain', '-uall')
        .split('\n')
        .filter((line) => !/^ M /.test(line)),
    ).toEqual(['']);
    expect(codemod(applied, ['rollback'])).toMatchObject({ exitCode: 0 });
    expect(snapshot(applied)).toEqual(snapshot(folder));
  });
});

test('npm run demo shows the whole job, and leaves nothing behind', () => {
  const scratch = temporaryFolder();
  const demo = path.join(project, 'dist/scripts/demo.js');
  const { exitCode, stdout } = run(project, process.execPath, [demo], { env: { TMPDIR: scratch } });
  expect(exitCode).toBe(0);
  for (const command of ['dry-run', 'apply', 'dry-run --exit-code'])
    expect(stdout).toContain(`\n$ npx ssot-codemod ${command}\n`);
  expect(stdout).toContain('\n+from netra_backend.app.websocket_core.unified_manager import (\n');
  expect(stdout).toMatch(/Nothing is left: every import is on its canonical path\.\n$/);
  expect([...snapshot(scratch)]).toEqual([]);
});
