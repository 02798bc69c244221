import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';
import type { LspClientOptions } from '../support/lsp-client.ts';
import { afterEdit } from '../support/lsp-edits.ts';
import { makeFolder, read } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const config = JSON.stringify({
  python: { map: [{ canonical: 'shop.core.carts:Cart', legacy: ['shop.old_carts:Cart', 'shop.older:Cart'] }] },
  javascript: { map: [{ canonical: './web/bags', legacy: ['./web/old_bags'] }] },
});
const legacyForm = 'from shop.old_carts import Cart\n\n\ndef form():\n    return Cart()\n';
const files: Files = {
  'ssot.config.json': config,
  'shop/__init__.py': '',
  'shop/core/__init__.py': '',
  'shop/core/carts.py': 'class Cart:\n    pass\n',
  'shop/old_carts.py': 'from shop.core.carts import Cart\n',
  'shop/older.py': 'from shop.core.carts import Cart\n',
  'shop/form.py': legacyForm,
  'shop/list.py': 'from shop.older import Cart\n\nmine = Cart()\n',
  'web/bags.ts': 'export class Bag {}\n',
  'web/old_bags.ts': "export { Bag } from './bags';\n",
  'web/page.ts': "import { Bag } from './old_bags';\nnew Bag();\n",
};

let client: LspClient | undefined;

async function start(root: string, options?: LspClientOptions): Promise<LspClient> {
  return (client = await LspClient.start(root, options));
}

afterEach(() => {
  client?.server.kill();
  client = undefined;
});

/** The texts after an edit, by their paths. */
function textsAfter(root: string, edit: WorkspaceEdit | null | undefined, open: Files = {}): Record<string, string> {
  const relative = (uri: string): string => path.relative(root, fileURLToPath(uri));
  const { texts } = afterEdit(edit, (uri) => String(open[relative(uri)] ?? read(root, relative(uri))));
  return Object.fromEntries([...texts].map(([uri, text]) => [relative(uri), text]));
}

const titles = (actions: readonly CodeAction[]): string[] => actions.map(({ title }) => title);

describe('diagnostics', () => {
  test('of an unsaved text have the range, the tier and the reason, and go with the text', async () => {
    const root = makeFolder(files);
    const editor = await start(root);
    // Two UTF-16 code units, four bytes of UTF-8.
    await editor.open('shop/form.py', `s = "\u{1f6d2}"; from shop.old_carts import Cart\n`);
    const [found, ...others] = await editor.diagnostics('shop/form.py', 1);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      range: { start: { line: 0, character: 10 }, end: { line: 0, character: 41 } },
      severity: 2,
      source: 'ssot-codemod',
      code: 'fragmented-import',
      message: expect.stringContaining(
        'shop.old_carts:Cart is a legacy path, the canonical one is shop.core.carts:Cart',
      ),
      data: { tier: 'safe', from: 'shop.old_carts:Cart', to: 'shop.core.carts:Cart' },
    });
    await editor.change('shop/form.py', 2, 'from shop.core.carts import Cart\n');
    expect(await editor.diagnostics('shop/form.py', 2)).toEqual([]);
  });

  test('name the reason of a refusal, and leave out what a comment allows', async () => {
    const editor = await start(makeFolder(files));
    await editor.open(
      'shop/form.py',
      'from shop.older import Cart  # ssot: allow[fragmented-import] it stays\nfrom shop.old_carts import *\nprint(Cart, Other)\n',
    );
    const found = await editor.diagnostics('shop/form.py', 1);
    expect(found.map(({ range }) => range.start.line)).not.toContain(0);
    expect(JSON.stringify(found)).toMatch(/changed by hand/);
  });

  test('follow the configuration when it is saved', async () => {
    const root = makeFolder({ ...files, 'ssot.config.json': '{}' });
    const editor = await start(root);
    await editor.open('shop/form.py', legacyForm);
    expect(await editor.diagnostics('shop/form.py', 1)).toEqual([]);
    writeFileSync(path.join(root, 'ssot.config.json'), config);
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('ssot.config.json'), type: 2 }],
    });
    await editor.change('shop/form.py', 2, legacyForm);
    expect(await editor.diagnostics('shop/form.py', 2)).toHaveLength(1);
  });
});

describe('quick fixes', () => {
  test('move one reference, and all of the file', async () => {
    const root = makeFolder(files);
    const editor = await start(root);
    const text = 'from shop.old_carts import Cart\nfrom shop.older import Cart as Other\n\nprint(Cart, Other)\n';
    await editor.open('shop/form.py', text);
    const diagnostics = await editor.diagnostics('shop/form.py', 1);
    const actions = await editor.actions('shop/form.py', 1, diagnostics.slice(1));
    expect(titles(actions)).toEqual([
      'Move shop.older:Cart onto shop.core.carts:Cart',
      'Move all legacy references of this file (2)',
    ]);
    const [one, all] = actions;
    expect(one?.diagnostics).toEqual(diagnostics.slice(1));
    expect(textsAfter(root, one?.edit, { 'shop/form.py': text })).toEqual({
      'shop/form.py':
        'from shop.core.carts import Cart as Other\nfrom shop.old_carts import Cart\n\nprint(Cart, Other)\n',
    });
    const after = textsAfter(root, all?.edit, { 'shop/form.py': text })['shop/form.py'];
    expect(after).not.toMatch(/old/);
    expect(titles(await editor.actions('shop/form.py', 3, [], ['source.fixAll']))).toEqual([all?.title]);
  });

  test('are made for JavaScript and for a text with a byte order mark', async () => {
    const root = makeFolder(files);
    const editor = await start(root);
    const text = `\ufeff${read(root, 'web/page.ts')}`;
    await editor.open('web/page.ts', text);
    await editor.diagnostics('web/page.ts', 1);
    const [one] = await editor.actions('web/page.ts', 0);
    expect(textsAfter(root, one?.edit, { 'web/page.ts': text })).toEqual({
      'web/page.ts': "\ufeffimport { Bag } from './bags';\nnew Bag();\n",
    });
  });
});

test('the command for the project sends the edits of all files, of unsaved texts too', async () => {
  const root = makeFolder(files);
  const editor = await start(root, { documentChanges: false });
  const unsaved = `# not saved\n${legacyForm}`;
  await editor.open('shop/form.py', unsaved);
  await editor.connection.sendRequest('workspace/executeCommand', { command: 'ssot-codemod.apply' });
  const [{ edit } = { edit: undefined }] = editor.applied;
  expect(textsAfter(root, edit, { 'shop/form.py': unsaved })).toEqual({
    'shop/form.py': unsaved.replace('shop.old_carts', 'shop.core.carts'),
    'shop/list.py': 'from shop.core.carts import Cart\n\nmine = Cart()\n',
    'web/page.ts': "import { Bag } from './bags';\nnew Bag();\n",
  });
  expect(read(root, 'shop/form.py')).toBe(legacyForm);
  expect((await editor.message(/files changed/)).message).toMatch(/3 files changed/);
});

describe('renames', () => {
  const tree: Files = {
    'app/__init__.py': '',
    'app/limits.py': 'LIMIT = 3\n',
    'app/carts/__init__.py': '',
    'app/carts/basket.py': 'from ..limits import LIMIT\nfrom . import prices\n',
    'app/carts/prices.py': 'PRICE = 1\n',
    'app/form.py': 'from app.carts.basket import LIMIT\n',
    'tests/test_form.py':
      'from unittest.mock import patch\n\n\ndef test():\n    with patch("app.carts.basket.LIMIT", 5):\n        pass\n',
  };

  test('of a module take along its own imports, its importers and what patches it', async () => {
    const root = makeFolder(tree);
    const editor = await start(root);
    const unsaved = `X = 1\n${String(tree['app/form.py'])}`;
    await editor.open('app/form.py', unsaved);
    const edit = await editor.willRename(['app/carts/basket.py', 'app/bag.py']);
    expect(textsAfter(root, edit, { 'app/form.py': unsaved })).toEqual({
      'app/carts/basket.py': 'from .limits import LIMIT\nfrom .carts import prices\n',
      'app/form.py': 'X = 1\nfrom app.bag import LIMIT\n',
      'tests/test_form.py': String(tree['tests/test_form.py']).replace('app.carts.basket', 'app.bag'),
    });
    expect(editor.messages).toEqual([]);
  });

  test('follow what changes on the disk and in texts that are not saved, of which nobody speaks', async () => {
    const root = makeFolder(tree);
    // The times of files that were just made tell nothing, so that nothing would be kept.
    await sleep(2200);
    const editor = await start(root);
    const move = ['app/limits.py', 'app/bounds.py'] as const;
    const changed = async (open: Files = {}): Promise<string[]> =>
      Object.keys(textsAfter(root, await editor.willRename(move), open)).toSorted();
    expect(await changed()).toEqual(['app/carts/basket.py']);
    expect(await changed()).toEqual(['app/carts/basket.py']);
    writeFileSync(path.join(root, 'app/carts/prices.py'), 'from app import limits\n');
    writeFileSync(path.join(root, 'app/new.py'), 'import app.limits\n');
    expect(await changed()).toEqual(['app/carts/basket.py', 'app/carts/prices.py', 'app/new.py']);
    rmSync(path.join(root, 'app/new.py'));
    writeFileSync(path.join(root, 'app/carts/basket.py'), 'LIMIT = 3\n');
    expect(await changed()).toEqual(['app/carts/prices.py']);
    const unsaved = { 'app/form.py': 'from .limits import LIMIT\n' };
    await editor.open('app/form.py', unsaved['app/form.py']);
    expect(await changed(unsaved)).toEqual(['app/carts/prices.py', 'app/form.py']);
    await editor.change('app/form.py', 2, 'LIMIT = 3\n');
    expect(await changed()).toEqual(['app/carts/prices.py']);
  });

  test('of a folder, with packages that are missing and the stub of a module', async () => {
    const root = makeFolder({ ...tree, 'app/limits.pyi': 'LIMIT: int\n' });
    const editor = await start(root);
    const folder = await editor.willRename(['app/carts', 'app/baskets']);
    expect(Object.keys(textsAfter(root, folder))).toEqual(['app/form.py', 'tests/test_form.py']);
    const deep = await editor.willRename(['app/limits.py', 'app/inner/limits.py']);
    expect(afterEdit(deep, (uri) => read(root, path.relative(root, fileURLToPath(uri)))).operations).toEqual([
      `create ${editor.uri('app/inner/__init__.py')}`,
      `rename ${editor.uri('app/limits.pyi')} ${editor.uri('app/inner/limits.pyi')}`,
    ]);
  });

  test('of a file of TypeScript take along its importers', async () => {
    const root = makeFolder({
      'web/bags.ts': 'export class Bag {}\n',
      'web/page.ts': "import { Bag } from './bags';\n",
    });
    const editor = await start(root);
    expect(textsAfter(root, await editor.willRename(['web/bags.ts', 'web/carts.ts']))).toEqual({
      'web/page.ts': "import { Bag } from './carts';\n",
    });
  });

  test('that need a look say so, and those that cannot be followed end in a message', async () => {
    const root = makeFolder({ ...tree, 'app/carts/basket.py': 'HERE = __file__\n' });
    const editor = await start(root);
    await editor.willRename(['app/carts/basket.py', 'app/bag.py']);
    expect((await editor.message(/to be looked at/)).message).toContain('app/carts/basket.py:1');
    expect(await editor.willRename(['app/carts/basket.py', 'app/limits.py'])).toBeNull();
    await editor.message(/app\/limits.py exists/);
  });

  test('of paths outside of the root are refused, by name and by a link', async () => {
    const outside = makeFolder({ 'secret.py': 'X = 1\n' });
    const root = makeFolder(tree);
    symlinkSync(outside, path.join(root, 'link'));
    mkdirSync(path.join(root, 'app', 'empty'));
    const editor = await start(root);
    expect(await editor.willRename(['app/form.py', '../form.py'])).toBeNull();
    expect(await editor.willRename(['link/secret.py', 'app/secret.py'])).toBeNull();
    expect(await editor.willRename(['app/form.py', 'link/deep/form.py'])).toBeNull();
    expect(
      editor.messages.map(({ message }) => message).filter((message) => /nothing follows/.test(message)),
    ).toHaveLength(3);
  });
});

describe('a repository or an editor that cannot be trusted', () => {
  const code: Files = {
    ...files,
    'ssot.config.json': undefined as never,
    'ssot.config.mjs':
      "import { writeFileSync } from 'node:fs';\nwriteFileSync(new URL('ran', import.meta.url), '');\nconsole.log('printed');\nexport default {};\n",
  };
  delete (code as Record<string, unknown>)['ssot.config.json'];

  test('runs no configuration that is code, unless it is said to be trusted', async () => {
    const root = makeFolder(code);
    const editor = await start(root);
    await editor.open('shop/form.py', legacyForm);
    expect((await editor.message(/is code/)).message).toContain('"trusted": true');
    expect(await editor.diagnostics('shop/form.py', 1)).toEqual([]);
    expect(() => read(root, 'ran')).toThrow();
    await editor.stop();
    const trusted = await start(root, { initializationOptions: { trusted: true } });
    await trusted.open('shop/form.py', legacyForm);
    await trusted.diagnostics('shop/form.py', 1);
    expect(read(root, 'ran')).toBe('');
    expect(trusted.output).not.toContain('printed');
  });

  test('ends no server: bad configurations, odd messages and odd URIs', async () => {
    const root = makeFolder({ ...files, 'ssot.config.json': '{"python": 3}' });
    const editor = await start(root);
    await editor.open('shop/form.py', legacyForm);
    await editor.message(/ssot.config.json/);
    await expect(editor.connection.sendRequest('workspace/willRenameFiles', { files: 7 })).resolves.toBeNull();
    await expect(
      editor.connection.sendRequest('workspace/willRenameFiles', {
        files: [{ oldUri: 'untitled:1', newUri: 'file://x/y%2F' }],
      }),
    ).resolves.toBeNull();
    await editor.connection.sendNotification('textDocument/didChange', { textDocument: null });
    await editor.connection.sendRequest('workspace/executeCommand', { command: 'rm -rf' });
    await expect(editor.connection.sendRequest('no/such/method', {})).rejects.toThrow();
    writeFileSync(path.join(root, 'ssot.config.json'), config);
    await editor.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: editor.uri('shop/form.py') },
    });
    await editor.change('shop/form.py', 2, legacyForm);
    expect(await editor.diagnostics('shop/form.py', 2)).toHaveLength(1);
    expect(await editor.stop()).toBe(0);
    expect(
      editor.output.replaceAll(/Content-Length: \d+\r\n\r\n\{"jsonrpc":"2.0",.*?\}(?=Content-Length|$)/gs, ''),
    ).toBe('');
  });
});
