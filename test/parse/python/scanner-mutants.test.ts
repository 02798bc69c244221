/** The tests of the scanner are as good as what they catch: each of these broken scanners must fail one of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { brokenCases, importCases, runCase } from '../../support/import-cases.ts';
import { pythonProgram } from '../../support/python-programs.ts';
import { difference, scannedImports } from '../../support/scanned-imports.ts';
import { mutants } from '../../support/scanner-mutants.ts';

const folder = new URL('../../../src/native/assembly/', import.meta.url);
const sources = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
);
const programs = Array.from({ length: 1000 }, (_, seed) => pythonProgram(seed, 15));

/** The part of the AssemblyScript compiler that is used here. Its own types change those of `Array` everywhere. */
interface Compiler {
  main(
    options: readonly string[],
    host: {
      readonly readFile: (name: string) => string | null;
      readonly writeFile: (name: string, contents: string | Uint8Array<ArrayBuffer>) => void;
      readonly listFiles: () => string[];
    },
  ): Promise<{ readonly error: Error | null }>;
}
const compilerName: string = 'assemblyscript/asc';
const compiler = ((await import(compilerName)) as { default: Compiler }).default;

/** Compile the scanner from these sources, as asconfig.json says but without optimising. */
async function compile(files: ReadonlyMap<string, string>): Promise<SourceBuffer> {
  let wasm = new Uint8Array();
  const { error } = await compiler.main(
    ['index.ts', '--outFile', 'mutant.wasm', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--disableWarning'],
    {
      readFile: (name) => files.get(name) ?? null,
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw error;
  return SourceBuffer.create(wasm);
}

/** The symptom that shows that this scanner is broken, or undefined. */
function symptom(buffer: SourceBuffer): string | undefined {
  buffer.set(Buffer.from(`import a${'.b'.repeat(100)}`));
  for (const importCase of [...importCases, ...brokenCases]) {
    const { actual, expected } = runCase(buffer, importCase);
    if (JSON.stringify(actual) !== JSON.stringify(expected)) return importCase[0];
  }
  for (const [seed, { bytes, isUtf8, text, imports }] of programs.entries()) {
    buffer.set(isUtf8 ? bytes : Buffer.from(text));
    const found = difference(imports, scannedImports(buffer, text));
    if (found !== undefined) return `program ${seed}: ${found}`;
  }
  return undefined;
}

test('the scanner itself passes', async () => {
  expect(symptom(await compile(sources))).toBeUndefined();
});

test.each(mutants.map((mutant) => [mutant.title, mutant] as const))('%s: caught', async (_, mutant) => {
  const source = sources.get(mutant.file) ?? '';
  // A change that no longer applies, or applies in two places, tests nothing.
  expect(source.split(mutant.find)).toHaveLength(2);
  const changed = new Map(sources).set(
    mutant.file,
    source.replace(mutant.find, () => mutant.replace),
  );
  expect(symptom(await compile(changed))).toBeDefined();
});
