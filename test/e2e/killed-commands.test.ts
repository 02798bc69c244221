import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { storeOf } from '../../src/store/store-place.ts';
import { countWrites, isKilled } from '../support/killed-program.ts';
import { codemod } from '../support/program.ts';
import { commitAll, makeFolder, snapshot, temporaryFolder, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { smallConfig, smallRepository } from '../support/small-repository.ts';

/** With this in the environment every write is tried, which takes minutes; else every eleventh. */
const STEP = process.env['SSOT_CODEMOD_TEST_EVERY_WRITE'] === undefined ? 11 : 1;
const TIMEOUT = 1_200_000;

interface Case {
  readonly name: string;
  readonly files: Files;
  /** A command that is run before, and not killed. */
  readonly prepare?: readonly string[];
  readonly command: readonly string[];
}

const backups = Object.fromEntries(Array.from({ length: 4 }, (_, k) => [`app/one_backup_${k}.py`, `OLD = ${k}\n`]));
const javascript: Files = {
  'ssot.config.json': JSON.stringify({
    javascript: { map: [{ canonical: './lib/new#Name', legacy: ['./lib/old#Name'] }] },
  }),
  'package.json': '{ "type": "module" }\n',
  'lib/new.ts': 'export const Name = 1;\n',
  'lib/old.ts': "export { Name } from './new';\n",
  'lib/use.ts': "import { Name } from './new';\nexport default Name;\n",
  'main.ts': "import use from './lib/use';\nimport { Name } from './lib/new';\nuse(Name);\n",
};
const facade: Files = {
  ...smallRepository,
  'app/core/__init__.py': '',
  'app/core/manager.py': 'from app.core.unified import Manager as WebSocketManager\n',
};

const cases: readonly Case[] = [
  { name: 'shim', files: facade, command: ['shim', '--apply', '--include-review'] },
  {
    name: 'shim --keep-old',
    files: { ...facade, 'app/core/manager.py': 'class WebSocketManager:\n    pass\n\n\nOTHER = 1\n' },
    command: ['shim', '--apply', '--keep-old', '--include-review'],
  },
  { name: 'shim of JavaScript', files: javascript, command: ['shim', '--apply', '--include-review'] },
  { name: 'move of modules', files: smallRepository, command: ['move', 'app/core/manager.py', 'app/old/manager.py'] },
  { name: 'move of a package', files: smallRepository, command: ['move', 'app/core', 'app/inner/core'] },
  {
    name: 'move --shim',
    files: smallRepository,
    command: ['move', '--shim', '--include-review', 'app/core/unified.py', 'app/unified.py'],
  },
  {
    name: 'move of a symbol',
    files: smallRepository,
    command: ['move', '--include-review', 'app.core.manager:make_id', 'app.ids'],
  },
  { name: 'move of JavaScript', files: javascript, command: ['move', 'lib/use.ts', 'src/use.ts'] },
  { name: 'prune', files: { ...smallRepository, ...backups }, command: ['prune', '--apply', '--include-review'] },
  {
    name: 'prune of JavaScript',
    files: { ...javascript, 'lib/new.ts.bak': 'old\n' },
    command: ['prune', '--apply', '--include-review'],
  },
  {
    name: 'apply --batch',
    files: smallRepository,
    prepare: ['plan', '--save', '.git/the.plan'],
    command: ['apply', '--plan', '.git/the.plan', '--batch', 'directory:app'],
  },
];

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  const runs = storeOf(folder).folder;
  if (existsSync(runs)) cpSync(runs, storeOf(copy).folder, { recursive: true });
  return copy;
}

withGit.describe('a command is killed', () => {
  test.each(cases)(
    '$name: at any write, no file is torn, resume finishes it, rollback undoes it',
    ({ files, prepare, command }) => {
      const original = makeFolder({ 'ssot.config.json': JSON.stringify(smallConfig), ...files });
      commitAll(original);
      if (prepare !== undefined) expect(codemod(original, prepare).exitCode).toBe(0);
      const before = snapshot(original);
      const done = copyOf(original);
      const total = countWrites(done, command);
      const after = snapshot(done);
      expect(after).not.toEqual(before);
      const points = (count: number): number[] =>
        Array.from({ length: count }, (_, k) => k + 1).filter((n) => n % STEP === 0 || n > count - 2);
      const expectWhole = (folder: string): void => {
        for (const [file, content] of snapshot(folder))
          if (!path.basename(file).startsWith('.ssot-codemod-'))
            expect([before.get(file), after.get(file)]).toContain(content);
      };
      const expectUndone = (folder: string): void => {
        const { exitCode, stderr } = codemod(folder, ['rollback']);
        if (exitCode === 2) expect(stderr).toContain('nothing to roll back');
        else expect([exitCode, stderr]).toEqual([0, expect.anything()]);
        expect(snapshot(folder)).toEqual(before);
      };
      for (const n of points(total)) {
        const folder = copyOf(original);
        isKilled(folder, command, n);
        expectWhole(folder);
        const other = copyOf(folder);
        expectUndone(other);
        const resumed = codemod(folder, ['apply', '--resume']);
        if (resumed.exitCode === 2) expect([before, after]).toContainEqual(snapshot(folder));
        else expect([resumed.exitCode, snapshot(folder)]).toEqual([0, after]);
        for (const copy of [folder, other]) rmSync(copy, { recursive: true });
      }
      const undone = copyOf(done);
      const totalOfRollback = countWrites(undone, ['rollback']);
      expect(snapshot(undone)).toEqual(before);
      for (const n of points(totalOfRollback)) {
        const folder = copyOf(done);
        isKilled(folder, ['rollback'], n);
        expectWhole(folder);
        expectUndone(folder);
        rmSync(folder, { recursive: true });
      }
      if (STEP === 1) process.stderr.write(`${command.join(' ')}: ${total} writes, rollback ${totalOfRollback}\n`);
    },
    TIMEOUT,
  );
});
