/**
 * `npm run build`: AssemblyScript → core.wasm (beside its host, for the tests, and in dist), TypeScript → dist,
 * and the command line → dist/cli, one file: loading a hundred small modules takes as long as
 * reading five thousand sources. The page of the HTML report is bundled into a module that the reporter imports.
 * `npm run build:quick` strips the types without checking them, in a tenth of the time.
 * Nothing is compiled again whose sources are older than what was made of them.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { bundleProgram, packagesIn } from './bundle-program.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

function run(script, args) {
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], { stdio: ['ignore', 'inherit', 'pipe'] });
  // The AssemblyScript compiler tried one more time to make the code smaller, and kept what it had: nothing to act on.
  process.stderr.write(stderr.toString().replace('Last converge was suboptimal.\n', ''));
  if (status !== 0) process.exit(status ?? 1);
}

const pageAsset = 'src/report/html/page-asset.js';
/** The packages that are in it. */
const pagePackages = 'src/report/html/page-packages.js';

const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true }).map(
      (entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs,
    ),
  );

/** The page of the HTML report: its program and style sheet, as a module that the reporter imports. */
async function bundlePage() {
  const folder = 'src/report/html/page';
  if (
    existsSync(pageAsset) &&
    existsSync(pagePackages) &&
    statSync(pageAsset).mtimeMs > Math.max(newest(folder), statSync('package-lock.json').mtimeMs)
  )
    return;
  const { outputFiles, metafile } = await build({
    entryPoints: [`${folder}/main.ts`, `${folder}/style.css`],
    outdir: 'page',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    write: false,
    metafile: true,
    logLevel: 'warning',
    // Only the templates of diff2html that are compiled already are used: the compiler would need eval.
    legalComments: 'none',
  });
  writeFileSync(pagePackages, `export default ${JSON.stringify([...new Set(packagesIn(metafile))])};\n`);
  const text = (extension) => outputFiles.find(({ path: file }) => file.endsWith(extension)).text.trim();
  const [script, style] = [text('.js'), text('.css')];
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error('the page would end its own elements');
  writeFileSync(
    pageAsset,
    `export const script = ${JSON.stringify(script)};\nexport const style = ${JSON.stringify(style)};\n`,
  );
}

/** The table that scripts/standard-library.py writes. */
const standardLibrary = 'src/engine/python/standard-library.json';

const wasm = 'src/native/core.wasm';
if (!existsSync(wasm) || statSync(wasm).mtimeMs < newest('src/native/assembly')) {
  run('node_modules/assemblyscript/bin/asc.js', ['--config', 'src/native/assembly/asconfig.json']);
}
await bundlePage();

/** Strip the types of each source, without looking at them: the declarations and the judgement of the compiler are left out. */
async function stripTypes() {
  const sources = ['src', 'transforms', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !/^src\/(?:native\/assembly|report\/html\/page)\//.test(file)),
  );
  await Promise.all(
    sources.map(async (file) => {
      const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm', target: 'es2023' });
      const output = `dist/${file.slice(0, -3)}.js`;
      mkdirSync(path.dirname(output), { recursive: true });
      writeFileSync(output, code.replaceAll(/((?:\bfrom|\bimport\(|\bimport) ?"\.{1,2}\/[^"\n]*)\.ts"/g, '$1.js"'));
    }),
  );
}

rmSync('dist', { recursive: true, force: true });
if (process.argv.includes('--quick')) await stripTypes();
else run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
copyFileSync(pageAsset, `dist/${pageAsset}`);
mkdirSync('dist/src/native', { recursive: true });
copyFileSync(wasm, 'dist/src/native/core.wasm');
mkdirSync('dist/src/engine/python', { recursive: true });
copyFileSync(standardLibrary, `dist/${standardLibrary}`);
await bundleProgram();
// It is read as one byte a character, which is half the memory and time. esbuild escapes all but regular expressions.
const stray = /.{0,40}[^\0-\x7f].{0,40}/.exec(readFileSync('dist/cli/main.js', 'utf8'))?.[0];
if (stray !== undefined) throw new Error(`write this with escapes: ${stray}`);
const { script, style } = await import(path.join(root, pageAsset));
writeFileSync(
  'dist/cli/page-asset.js',
  `exports.script = ${JSON.stringify(script)};\nexports.style = ${JSON.stringify(style)};\n`,
);
writeFileSync('dist/cli/package.json', '{ "type": "commonjs" }\n');
copyFileSync(wasm, 'dist/cli/core.wasm');
copyFileSync(standardLibrary, 'dist/cli/standard-library.json');
for (const target of ['dist/src/config/presets', 'dist/cli/presets'])
  cpSync('src/config/presets', target, { recursive: true });
copyFileSync('src/bin.cjs', 'dist/cli/bin.js');
chmodSync('dist/cli/bin.js', 0o755);
