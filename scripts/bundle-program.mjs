/**
 * dist/src → dist/cli: the program, its threads and the Node API as a few files of CommonJS, which Node loads in half the time of
 * modules in parts. The packages that they use are in them: who installs the tool installs what is native, and nothing else.
 * docs/decisions/0008 and 0100 tell why.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const target = 'dist/cli';

/** Packages that stay packages: native ones, and one that has files of its own to find. */
const packages = ['jiti', 'oxc-parser', 'oxc-resolver'];

/** Packages that only some runs load are files of their own. Each name stands for what imports ask for. */
const apart = {
  'babel-parser': '@babel/parser',
  diff: 'diff',
  'iconv-lite': 'iconv-lite',
  languageserver: 'vscode-languageserver/node',
  textdocument: 'vscode-languageserver-textdocument',
  yargs: 'yargs',
};

/** Our modules that load one of these packages by `require`, when it is needed. */
const loaders = {
  'load-babel.js': "export const loadBabel = () => require('./babel-parser.js');",
  'load-diff.js': "export const loadDiff = () => require('./diff.js');",
  'load-iconv.js': "export const loadIconv = () => require('./iconv-lite.js');",
};

const packagesApart = {
  name: 'packages-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[@a-z]/ }, ({ path: wanted }) => {
      // To load yargs takes longer than all else that help does: V8 keeps it compiled, as it does the program.
      if (wanted === 'yargs') return { path: 'yargs', namespace: 'apart' };
      const [file] = Object.entries(apart).find(([, name]) => name === wanted) ?? [];
      return file === undefined ? undefined : { path: `./${file}.js`, external: true };
    });
    onLoad({ filter: /^yargs$/, namespace: 'apart' }, () => ({
      contents: `import { runCompiled } from './dist/src/compile-cache.js';
export default runCompiled(require('node:path').join(__dirname, 'yargs.js')).default;`,
      resolveDir: process.cwd(),
    }));
    onLoad({ filter: /load-(?:babel|diff|iconv)\.js$/ }, ({ path: file }) => ({
      contents: loaders[path.basename(file)],
    }));
  },
};

/** Help is text of ours, in which each character is one column wide: the tables of Unicode stay out. */
const narrowText = {
  name: 'narrow-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, () => ({ path: 'string-width', namespace: 'narrow' }));
    onLoad({ filter: /^/, namespace: 'narrow' }, () => ({ contents: 'export default (text) => text.length;' }));
  },
};

const options = {
  outdir: target,
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  platform: 'node',
  format: 'cjs',
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  target: 'node20',
  // The UMD builds of some packages cannot be bundled.
  mainFields: ['module', 'main'],
  external: [
    ...packages,
    './page-asset.js',
    './import-module.js',
    './all-carriers.js',
    './babel-parser.js',
    './diff.js',
    './iconv-lite.js',
  ],
  entryNames: '[name]',
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** The program, and the API, which none of its runs needs. */
const main = `export { run } from './dist/src/main.js';
export const api = () => require('./dist/src/index.js');
export const jscodeshift = () => require('./dist/src/jscodeshift/jscodeshift-transform.js');`;

export async function bundleProgram() {
  const results = await Promise.all([
    // Code from V8's cache cannot import (src/compile-cache.ts).
    build({
      ...options,
      stdin: { contents: main, resolveDir: process.cwd() },
      outdir: undefined,
      outfile: `${target}/main.js`,
      supported: { 'dynamic-import': false },
      plugins: [packagesApart],
    }),
    build({
      ...options,
      entryPoints: ['worker', 'scan-worker', 'audit-worker'].map((name) => `dist/src/engine/readers/${name}.js`),
      supported: { 'dynamic-import': false },
      plugins: [packagesApart],
    }),
    build({
      ...options,
      entryPoints: ['dist/src/start.js', 'dist/src/config/import-module.js', 'dist/src/carriers/all-carriers.js'],
      plugins: [packagesApart],
    }),
    build({ ...options, entryPoints: apart, external: [], plugins: [narrowText] }),
  ]);
  const { default: names } = await import(pathToFileURL(path.resolve('src/report/html/page-packages.js')).href);
  writeNotices([...results.flatMap(({ metafile }) => packagesIn(metafile)), ...names]);
  await writeApi();
}

/** The Node API with its names spelled out, so that ES modules can import them; and the modules for jscodeshift. */
async function writeApi() {
  const names = Object.keys(await import(pathToFileURL(path.resolve('dist/src/index.js')).href));
  const exported = names.map((name) => `exports.${name} = api.${name};\n`).join('');
  writeFileSync(`${target}/index.js`, `'use strict';\nconst api = require('./main.js').api();\n${exported}`);
  mkdirSync(`${target}/jscodeshift`, { recursive: true });
  for (const file of readdirSync('dist/src/jscodeshift').filter((name) => /^(?!jscodeshift-).*\.js$/.test(name)))
    writeFileSync(
      `${target}/jscodeshift/${file}`,
      `'use strict';
const { jscodeshiftTransform } = require('../main.js').jscodeshift();
exports.__esModule = true;
exports.parser = 'tsx';
exports.default = jscodeshiftTransform('javascript/${file.slice(0, -'.js'.length)}');\n`,
    );
}

/** The packages that a bundle was made of. */
export function packagesIn(metafile) {
  return Object.keys(metafile.inputs).flatMap(
    (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
}

/** The licenses of the packages that are in the bundles ask to be passed on with them. */
function writeNotices(folders) {
  const notices = [...new Set(folders)].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:[.-]|$)/i.test(entry));
    const text = file === undefined ? '' : `\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
    return `${name} ${version} (${license})\n${text}`;
  });
  const head = 'The files beside this one hold code of these packages.\n';
  writeFileSync(`${target}/THIRD-PARTY-NOTICES.txt`, [head, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}
