import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { programFile, run } from '../support/program.ts';
import { makeFolder, read } from '../support/repository.ts';

const hasNeovim = spawnSync('nvim', ['--version']).status === 0;

/** Opens a file, waits for its diagnostics, takes the first quick fix, and moves the file with all that imports it. */
const script = (root: string): string => `
local root = ${JSON.stringify(root)}
local lines = {}
vim.cmd('edit ' .. root .. '/shop/form.py')
local id = vim.lsp.start_client({ cmd = { ${JSON.stringify(process.execPath)}, ${JSON.stringify(programFile)}, 'lsp' }, root_dir = root })
vim.lsp.buf_attach_client(0, id)
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, found in ipairs(vim.diagnostic.get(0)) do table.insert(lines, found.lnum .. ':' .. found.col .. ' ' .. found.message) end
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 30000) or {}) do return answer.result end
end
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {} }
vim.lsp.util.apply_workspace_edit(ask('textDocument/codeAction', params)[1].edit, 'utf-16')
local old, new = root .. '/shop/form.py', root .. '/shop/core/forms.py'
local files = { { oldUri = vim.uri_from_fname(old), newUri = vim.uri_from_fname(new) } }
vim.lsp.util.apply_workspace_edit(ask('workspace/willRenameFiles', { files = files }), 'utf-16')
vim.cmd('wall')
vim.lsp.util.rename(old, new)
vim.fn.writefile(lines, root .. '/lines.txt')
vim.cmd('qall!')
`;

onlyWhere(hasNeovim).test('Neovim marks, fixes and moves a file (needs nvim)', () => {
  const root = makeFolder({
    'ssot.config.json': JSON.stringify({
      python: { map: [{ canonical: 'shop.core.carts:Cart', legacy: ['shop.old_carts:Cart'] }] },
    }),
    'shop/__init__.py': '',
    'shop/core/__init__.py': '',
    'shop/core/carts.py': 'class Cart:\n    pass\n',
    'shop/old_carts.py': 'from shop.core.carts import Cart\n',
    'shop/form.py': 's = "\u{1f6d2}"; from shop.old_carts import Cart\nfrom . import core\n',
    'main.py': 'from shop.form import Cart\n',
  });
  const home = makeFolder({ 'move.lua': script(root) });
  const folders = { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_STATE_HOME: home };
  run(root, 'nvim', ['--headless', '--clean', '-S', path.join(home, 'move.lua')], { env: folders, timeout: 90_000 });
  expect(read(root, 'lines.txt')).toMatch(/^0:\d+ shop.old_carts:Cart is a legacy path/);
  expect(read(root, 'shop/core/forms.py')).toBe(
    's = "\u{1f6d2}"; from shop.core.carts import Cart\nfrom shop import core\n',
  );
  expect(read(root, 'main.py')).toBe('from shop.core.forms import Cart\n');
  expect(() => read(root, 'shop/form.py')).toThrow();
});
