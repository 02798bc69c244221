import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import { callableOf } from '../../src/interface/python-callables.ts';
import type { ModuleTree } from '../../src/interface/tree.ts';
import type { Callable } from '../../src/model/interface.ts';
import { SourceBuffer } from '../../src/native/source-buffer.ts';
import { classOutlines } from '../../src/parse/python/class-outlines.ts';
import { LogicalLines } from '../../src/parse/python/logical-lines.ts';
import { parseModule } from '../../src/parse/python/syntax/parse.ts';
import { describeJudged } from '../support/cpython.ts';
import { memoryProject } from '../support/memory-project.ts';
import { Random } from '../support/random.ts';
import { signatureProgram } from '../support/signature-programs.ts';

const judge = fileURLToPath(new URL('../support/judge_signatures.py', import.meta.url));

type Judged = {
  readonly isAsync: boolean;
  readonly parameters: readonly (readonly [string, string, boolean])[];
} | null;

const buffer = SourceBuffer.create();

/** The program as a tree: as a whole, and without the code that no signature needs. */
function treesOf(text: string): readonly ModuleTree[] {
  buffer.set(Buffer.from(text));
  const { text: outline, ranges } = classOutlines(text, new LogicalLines(buffer.outline().lines.slice(), text));
  return [parseModule(text).root, parseModule(outline, ranges).root].map((root) => ({
    module: 'case',
    path: 'case.py',
    text,
    root,
  }));
}

/** @throws when the outline of the program says something else than the whole of it */
function read(text: string, name: string): Callable {
  const { exports } = memoryProject({ 'case.py': text });
  const [whole, outline] = treesOf(text).map((tree) =>
    callableOf({ exports, tree: (module) => (module === 'case' ? tree : undefined) }, { module: 'case', name }),
  );
  if (whole === undefined || !isDeepStrictEqual(whole, outline)) throw new Error(`the outline differs: ${text}`);
  return whole;
}

describeJudged('signatures', ({ command }) => {
  test('are those that inspect tells', () => {
    const programs = Array.from({ length: 300 }, (_, seed) => signatureProgram(new Random(seed)));
    const { stdout, stderr } = spawnSync(command, [judge], {
      input: JSON.stringify(programs),
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    expect(stderr).toBe('');
    const answers = JSON.parse(stdout) as Record<string, Judged>[];
    const wrong: unknown[] = [];
    let compared = 0;
    for (const [k, answer] of answers.entries())
      for (const [name, judged] of Object.entries(answer)) {
        const found = read(programs[k] ?? '', name);
        const own = found.parameters?.map((each) => [each.name, each.kind, each.default !== null]);
        compared++;
        if (JSON.stringify([own, found.isAsync]) !== JSON.stringify([judged?.parameters, judged?.isAsync]))
          wrong.push({ seed: k, name, judged, own, unread: found.unread });
      }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(2000);
  });
});
