/**
 * `npm run bench:javascript -- [--tree PATH | --size FILES] [--runs N]`: the preset's front-end half by dry-run, and an
 * equivalent transform in jscodeshift itself, plain and with a look at the text first; whole processes, in turns. Prints
 * medians of the times and of the ratios of each turn, beside the goals; and what each further file costs when there is no hit. `--tree` is a folder that holds `frontend/`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const program = fileURLToPath(new URL('../cli/bin.js', import.meta.url));
const jscodeshift = createRequire(import.meta.url).resolve('jscodeshift/bin/jscodeshift.js');
const { values } = parseArgs({
  options: {
    tree: { type: 'string' },
    size: { type: 'string', default: '960' },
    runs: { type: 'string', default: '5' },
  },
});
const runs = Number(values.runs);
const scratch = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-bench-'));

/** How many times the tree is copied to see what a file costs beyond the start of the program. */
const COPIES = 10;

/** The content of a file of the made-up front end besides its imports: about 6 KB. */
const filler = Array.from(
  { length: 60 },
  (_, k) =>
    `export const part${k} = ({ items, title = 'part ${k}' }: Props) => (\n  <li key={title}>{items.map((item) => item.id + ${k})}</li>\n);\n`,
).join('\n');

function writeFrontEnd(folder: string, size: number): void {
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  write('tsconfig.json', '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./*"] }, "jsx": "preserve" } }');
  write('services/webSocketService.ts', 'export const webSocketService = {};\n');
  for (let k = 0; k < size; k++) {
    // One file in thirty spells the module by a relative path, two by the alias.
    const specifier = k % 30 === 0 ? '../../services/webSocketService' : '@/services/webSocketService';
    const head = k % 30 < 3 ? `import { webSocketService } from '${specifier}';\njest.mock('${specifier}');\n` : '';
    write(
      `components/group${k % 40}/Part${k}.tsx`,
      `${head}interface Props {\n  items: { id: number }[];\n  title?: string;\n}\n${filler}`,
    );
  }
}

/** The same job as a transform of jscodeshift: relative paths to the modules become the alias. */
const transform = (precheck: boolean): string => `
const path = require('path');
const modules = ['services/webSocketService', 'providers/WebSocketProvider', 'hooks/useWebSocket',
  'types/websocket-context-types', 'types/websocket-event-types', 'types/domains/websocket'];
module.exports = (file, api) => {
  ${precheck ? "if (!modules.some((name) => file.source.includes(name.slice(name.lastIndexOf('/') + 1)))) return undefined;" : ''}
  const j = api.jscodeshift;
  const root = j(file.source);
  let isChanged = false;
  const move = (literal) => {
    if (!literal || typeof literal.value !== 'string' || !literal.value.startsWith('.')) return;
    const target = path.join(path.dirname(file.path), literal.value);
    const name = modules.find((name) => target.endsWith('frontend/' + name));
    if (name) { literal.value = '@/' + name; isChanged = true; }
  };
  root.find(j.ImportDeclaration).forEach(({ node }) => move(node.source));
  root.find(j.ExportNamedDeclaration).forEach(({ node }) => move(node.source));
  root.find(j.ExportAllDeclaration).forEach(({ node }) => move(node.source));
  root.find(j.CallExpression).forEach(({ node }) => {
    const { callee } = node;
    if (callee.type === 'Import' || callee.name === 'require' || callee.object?.name === 'jest') move(node.arguments[0]);
  });
  return isChanged ? root.toSource({ quote: 'single' }) : undefined;
};
module.exports.parser = 'tsx';
`;

function time(cwd: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

try {
  const root = path.join(scratch, 'tree');
  const frontEnd = path.join(root, 'frontend');
  mkdirSync(root);
  if (values.tree === undefined) writeFrontEnd(frontEnd, Number(values.size));
  else cpSync(path.join(values.tree, 'frontend'), frontEnd, { recursive: true });
  const scripts = { plain: path.join(scratch, 'plain.js'), prechecked: path.join(scratch, 'prechecked.js') };
  writeFileSync(scripts.plain, transform(false));
  writeFileSync(scripts.prechecked, transform(true));
  const noHit = path.join(scratch, 'no-hit.json');
  writeFileSync(
    noHit,
    '{ "javascript": { "map": [{ "canonical": "./a/nowhereAtAll", "legacy": ["./b/nothingHere"] }] } }',
  );
  const count = readdirSync(frontEnd, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]sx?$/.test(file));
  const size = count.reduce((sum, file) => sum + readFileSync(path.join(frontEnd, file)).length, 0);
  const readAll = `const fs = require('fs'); for (const file of fs.readdirSync('.', { recursive: true })) if (/\\.[jt]sx?$/.test(file)) fs.readFileSync(file);`;
  const ours = [program, 'dry-run', '--no-gitignore', '--stat', '-q'];
  const theirs = (script: string): string[] => [
    jscodeshift,
    '--dry',
    '--silent',
    '--extensions=ts,tsx,js,jsx',
    '-t',
    script,
    'frontend',
  ];
  const many = path.join(scratch, 'many');
  for (let copy = 0; copy < COPIES; copy++) cpSync(frontEnd, path.join(many, `copy${copy}`), { recursive: true });
  const commands = {
    'reading every file': ['-e', readAll],
    'dry-run, no hit': [...ours, '-c', path.relative(root, noHit)],
    'dry-run': [...ours, '--preset', 'websocket-manager', '--include', 'frontend/**'],
    'jscodeshift, text looked at first': theirs(scripts.prechecked),
    jscodeshift: theirs(scripts.plain),
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as number[]]));
  const further = { reading: [] as number[], dryRun: [] as number[] };
  for (let run = 0; run < runs; run++) {
    for (const [name, args] of Object.entries(commands)) times[name]?.push(time(root, args));
    further.reading.push(time(many, ['-e', readAll]));
    further.dryRun.push(time(many, [...ours, '-c', path.relative(many, noHit)]));
  }
  /** Microseconds for each file that the tree of copies has more. */
  const perFile = (all: readonly number[], name: string): string =>
    (((median(all) - median(times[name] ?? [])) * 1000) / ((COPIES - 1) * count.length)).toFixed(0);
  const ratio = (name: string, to: string): string =>
    median((times[name] ?? []).map((value, k) => value / (times[to]?.[k] ?? NaN))).toFixed(1);
  const lines = [
    `${count.length} files, ${(size / 1e6).toFixed(1)} MB, ${runs} runs`,
    ...Object.entries(times).map(([name, all]) => `${name.padEnd(36)}${median(all).toFixed(0).padStart(7)} ms`),
    `jscodeshift / dry-run                      ${ratio('jscodeshift', 'dry-run')} (goal: at least 30)`,
    `jscodeshift with a text check / dry-run    ${ratio('jscodeshift, text looked at first', 'dry-run')} (goal: at least 5)`,
    `dry-run without a hit / reading            ${ratio('dry-run, no hit', 'reading every file')} (with the start of the program)`,
    `each further file without a hit            ${perFile(further.dryRun, 'dry-run, no hit')} µs, reading it ${perFile(further.reading, 'reading every file')} µs (goal: the same)`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
