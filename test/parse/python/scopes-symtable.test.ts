import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect } from '@jest/globals';
import { LineIndex } from '../../../src/model/range.ts';
import type { Scope } from '../../../src/parse/python/scope.ts';
import { Scopes } from '../../../src/parse/python/scopes.ts';
import { python, withPython } from '../../support/python.ts';

const dump = readFileSync(fileURLToPath(new URL('../../support/symtable_dump.py', import.meta.url)), 'utf8');
/** The library of Python with its tests: those about scopes and syntax, and one file in twenty of the others. */
const list = `
import os, re
root = os.path.dirname(os.__file__)
paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names if name.endswith(".py"))
paths = [path for path in paths if not re.search("site-packages|bad_|badsyntax|lib2to3.tests.data", path)]
special = re.compile(r"test_(scope|grammar|named_expressions|patma|fstring|compile|syntax|global|listcomps|class|super|with)\\.py$")
print("\\n".join(path for k, path in enumerate(paths) if k % 20 == 0 or special.search(path)))`;

describe('scopes against the symtable of CPython', () => {
  // Without python3 there is no judge: the test is skipped, and jest says so.
  withPython.test('the same names, in the same scopes, of the same kind (needs python3)', () => {
    const paths = python(list).trim().split('\n');
    const answers = python(dump, [], `${paths.join('\n')}\n`)
      .trim()
      .split('\n');
    const differences: string[] = [];
    let count = 0;
    for (const [k, path] of paths.entries()) {
      const expected = JSON.parse(answers[k] ?? 'null') as string[][] | null;
      if (expected === null) continue;
      const wanted = new Set(expected.map((name) => JSON.stringify(name)));
      const found = new Set(names(readFileSync(path, 'utf8').replace(/^\ufeff/, '')));
      count += wanted.size;
      for (const name of wanted) if (!found.has(name)) differences.push(`${path}: missing ${name}`);
      for (const name of found) if (!wanted.has(name)) differences.push(`${path}: extra ${name}`);
    }
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(10_000);
  });
});

/** The names that symtable_dump.py writes. */
function names(text: string): string[] {
  const scopes = Scopes.read(text);
  const index = new LineIndex(text);
  const pathOf = ({ parent, kind, name, range }: Scope): string =>
    parent ? `${pathOf(parent)}/${kind}:${name}:${index.position(range.start).line}` : '';
  const lines: string[] = [];
  for (const binding of scopes.bindings()) {
    if (binding.name === '__class__') continue;
    const isBound = scopes.unbound.get(binding.name) !== binding;
    const statusIn = (scope: Scope): string => {
      if (isBound && binding.scope === scope) return 'local';
      return binding.scope === scopes.module ? 'global' : 'free';
    };
    for (const { scope, kind } of binding.sites) {
      const owner = kind === 'walrus' ? [binding.scope] : [];
      for (const place of [scope, ...owner]) lines.push(JSON.stringify([pathOf(place), binding.name, statusIn(place)]));
    }
    for (const { scope, isInString } of binding.uses)
      if (!isInString) lines.push(JSON.stringify([pathOf(scope), binding.name, statusIn(scope)]));
  }
  return lines;
}
