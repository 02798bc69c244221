import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';

let root: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ssot-javascript-'));
  const python = { map: [{ canonical: 'app.new:A', legacy: ['app.old:A'] }] };
  const javascript = { map: [{ canonical: './web/new#A', legacy: ['./web/old#A'] }] };
  write('ssot.config.json', JSON.stringify({ python, javascript }));
  write('app/__init__.py', '');
  write('app/new.py', 'class A: pass\n');
  write('app/old.py', 'from app.new import A\n');
  write('use.py', 'from app.old import A\n');
  write('web/new.ts', 'export class A {}\n');
  write('web/old.ts', "export { A } from './new';\n");
  write('web/use.ts', "import { A } from './old';\r\n");
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('one run covers both languages, and the second one finds nothing', () => {
  const { exitCode, stdout } = codemod(root, ['dry-run', '--no-gitignore']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('+from app.new import A\n');
  expect(stdout).toContain("+import { A } from './new';\r\n");
  expect(codemod(root, ['apply', '--no-gitignore']).exitCode).toBe(0);
  expect(read('use.py')).toBe('from app.new import A\n');
  expect(read('web/use.ts')).toBe("import { A } from './new';\r\n");
  expect(codemod(root, ['dry-run', '--no-gitignore', '--exit-code']).exitCode).toBe(0);
});

test('a file that cannot be parsed is skipped, the others are changed, and the exit code says so', () => {
  const broken = "import { A } from './old';\nconst = ;\n";
  write('web/broken.ts', broken);
  const { exitCode, stderr } = codemod(root, ['apply', '--strict', '--no-gitignore']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('web/broken.ts syntax-error: it cannot be parsed');
  expect(read('web/broken.ts')).toBe(broken);
  expect(read('web/use.ts')).toBe("import { A } from './new';\r\n");
});
