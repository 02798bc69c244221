import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codemod, run } from '../support/program.ts';
import { addFiles, makeFolder, temporaryFolder } from '../support/repository.ts';
import { smallRepository, smallRepositoryAfter } from '../support/small-repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Installs the tarball into a folder as `npm install` does, but without a network: dependencies are links to those
 * here.
 */
function install(folder: string): string[] {
  const packed = temporaryFolder();
  const { stdout } = run(project, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', packed]);
  const [tarball] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  run(packed, 'tar', ['-xzf', tarball?.filename ?? '']);
  const modules = path.join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies))
    symlinkSync(path.join(project, 'node_modules', name), path.join(modules, name));
  // A copy, not a link: from a link, Node would look for dependencies where it leads to.
  run(packed, 'cp', ['-r', 'package', path.join(modules, 'ssot-codemod')]);
  return tarball?.files.map((file) => file.path) ?? [];
}

/** The packages that an installation brings: ours, and all that it needs on this platform, by their folders. */
function installedPackages(): string[] {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      dependencies?: object;
      optionalDependencies?: object;
    };
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      const places = createRequire(path.join(folder, 'package.json')).resolve.paths(name) ?? [];
      const place = places.map((modules) => path.join(modules, name)).find((candidate) => existsSync(candidate));
      if (place === undefined || found.has(place)) continue; // The build for another platform.
      found.add(place);
      visit(place);
    }
  };
  visit(project);
  return [...found];
}

/** The space that a folder takes, in blocks of 4 KiB. */
function spaceOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => lstatSync(path.join(folder, file)))
    .reduce((sum, { size }) => sum + Math.ceil(size / 4096) * 4096, 0);
}

test('an installation is light: at most 10 packages, and 25 MB', () => {
  const packages = installedPackages();
  expect(packages.map((folder) => path.relative(path.join(project, 'node_modules'), folder))).toContain('oxc-parser');
  expect(packages.length + 1).toBeLessThanOrEqual(10);
  const others = packages.reduce((sum, folder) => sum + spaceOf(folder), 0);
  const folder = temporaryFolder();
  install(folder);
  const own = spaceOf(path.join(folder, 'node_modules/ssot-codemod'));
  expect(own).toBeGreaterThan(3e6);
  expect((others + own) / 1e6).toBeLessThan(25);
});

test('what is bundled stands in the notices, with its license', () => {
  const notices = readFileSync(path.join(project, 'dist/cli/THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['yargs', 'diff', 'p-limit', '@babel/parser', 'lowlight', 'yaml'])
    expect(notices).toMatch(new RegExp(`^${name} \\d\\S+ \\(.+\\)\\n\\n\\S`, 'm'));
});

test('the bundles ask for no package that is not installed', () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const folder = path.join(project, 'dist/cli');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const asked = [...text.matchAll(/\b(?:require|load)\w*\(["']([@a-z][^"'\n]*)["']\)/g)].map(([, name = '']) => name);
    expect([file, asked.filter((name) => Object.hasOwn(devDependencies, name))]).toEqual([file, []]);
  }
});

test('help comes at once, after the first run', () => {
  const cache = temporaryFolder();
  // Processor time: other tests run beside this one.
  const preload =
    "process.on('exit', () => { const { user, system } = process.cpuUsage(); console.error((user + system) / 1000); })";
  const times = Array.from({ length: 6 }, () => {
    const env = { NODE_DISABLE_COMPILE_CACHE: '', XDG_CACHE_HOME: cache };
    const { stdout, stderr } = codemod(project, ['--help'], { preload, env });
    expect(stdout).toContain('Exit codes: ');
    return Number(stderr);
  });
  expect(Math.min(...times.slice(1))).toBeLessThan(150);
  // It has what the first run kept.
  expect(Math.min(...times.slice(1))).toBeLessThan(times[0] ?? 0);
});

test('the packed tarball works in a folder that holds nothing else but its dependencies', () => {
  const folder = makeFolder(smallRepository);
  const files = install(folder);
  expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json', 'dist/cli/bin.js']));
  const parts = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
  expect([...parts].filter((part) => /^(?!dist\/(?:cli|src|transforms)$|schema\/|docs\/).*\//.test(part))).toEqual([]);
  expect(files.filter((file) => /\.(?:map|test\.js|ts)$/.test(file) && !file.endsWith('.d.ts'))).toEqual([]);
  expect(files.filter((file) => /^dist\/(?:src|transforms)\/.*(?<!\.d\.ts)$/.test(file))).toEqual([]);
  for (const [, page = ''] of readFileSync(path.join(project, 'README.md'), 'utf8').matchAll(/\]\((docs\/[^)#]+)/g))
    expect(files).toContain(page);

  const program = path.join(folder, 'node_modules/ssot-codemod/dist/cli/bin.js');
  const { version } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as { version: string };
  expect(run(folder, program, ['--version'])).toMatchObject({ stdout: `${version}\n`, exitCode: 0 });
  expect(run(folder, program, ['--help']).stdout).toContain('ssot-codemod apply [paths..]');
  // Each file that is loaded when it is needed: diffs, another parser, codecs, carriers, the page, the language server.
  expect(run(folder, program, []).stdout).toContain('\n+from app.core.unified import Manager as WebSocketManager\n');
  addFiles(folder, {
    'flow.js': '// @flow\nexport type A = {| a: ?string |};\nimport { Manager } from "./legacy";\n',
    'latin.py': Buffer.from('# coding: cp1252\nfrom app.core import WebSocketManager  # \x80\n', 'latin1'),
  });
  const more = ['--map', 'javascript:./legacy#Manager=./unified#Manager', '--carriers', 'all', 'latin.py', 'flow.js'];
  expect(run(folder, program, [...more, '--format', 'html']).stdout).toContain('<!doctype html>');
  expect(run(folder, program, [...more, '--stat']).stderr).not.toContain('Cannot find module');
  const hello =
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}';
  addFiles(folder, { hello: `Content-Length: ${hello.length}\r\n\r\n${hello}` });
  expect(run(folder, 'sh', ['-c', '"$0" lsp < hello', program]).stdout).toContain('"capabilities"');
  addFiles(folder, { 'latin.py': '', 'flow.js': '' });
  expect(run(folder, program, ['--stat', '-j', '2']).stdout).toContain(' 3 files changed, ');
  expect(run(folder, program, ['apply'])).toMatchObject({ exitCode: 0 });
  for (const [file, content] of Object.entries(smallRepositoryAfter)) {
    expect(readFileSync(path.join(folder, file), 'utf8')).toBe(content);
  }
  expect(run(folder, program, ['--exit-code', '-q'])).toMatchObject({ exitCode: 0, stdout: '' });
  expect(run(folder, program, ['rollback'])).toMatchObject({ exitCode: 0 });
  expect(readFileSync(path.join(folder, 'app/one.py'), 'utf8')).toBe(smallRepository['app/one.py']);
});

test('the package is an API, too, and its configuration files may be of every kind', () => {
  const config = String(smallRepository['ssot.config.json']);
  const withoutConfig = Object.fromEntries(Object.entries(smallRepository).filter(([file]) => !/config/.test(file)));
  const folder = makeFolder(withoutConfig);
  install(folder);
  const program = path.join(folder, 'node_modules/ssot-codemod/dist/cli/bin.js');
  addFiles(folder, {
    'api.mjs': `import { makePlan } from 'ssot-codemod';
const { summary } = await makePlan({ root: '.', config: ${config} });
console.log(summary.edits);\n`,
    'a/ssot.config.ts': `import type { UserConfig } from 'ssot-codemod';\nexport default ${config} satisfies UserConfig;\n`,
    'b/ssot.config.mjs': `export default ${config};\n`,
    'c/package.json': `{ "name": "c", "ssot-codemod": ${config} }\n`,
    'd/pyproject.toml':
      '[[tool.ssot-codemod.python.map]]\ncanonical = "app.core.unified:Manager"\nlegacy = ["app.core.manager:WebSocketManager", "app.core:WebSocketManager"]\n',
    'e/ssot.config.json': `// with a comment\n${config}`,
  });
  expect(run(folder, process.execPath, ['api.mjs'])).toMatchObject({ stdout: '3\n', stderr: '' });
  addFiles(folder, { 'api.cjs': "console.log(Object.keys(require('ssot-codemod')).sort().join());\n" });
  expect(run(folder, process.execPath, ['api.cjs'])).toMatchObject({
    stdout:
      'ExpectedStop,InternalError,applyPlan,defineConfig,makePlan,planMove,planSymbolMove,testTransform,transformSource\n',
    stderr: '',
  });
  for (const kind of ['a', 'b', 'c', 'd', 'e']) {
    addFiles(path.join(folder, kind), withoutConfig);
    expect(run(path.join(folder, kind), program, ['--stat']).stderr).toBe('3 of 7 files would change: 3 edits\n');
  }
});
