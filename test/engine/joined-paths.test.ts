import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/index.ts';
import { makeFolder } from '../support/repository.ts';

const config = {
  python: {
    map: [
      { canonical: 'shop.new:New', legacy: ['shop.outdated:Old'] },
      { canonical: 'shop.fresh', legacy: ['shop.stale'] },
    ],
  },
} as const;

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Whatever the Plan says of a file that holds nothing but this code. */
async function saidOf(code: string): Promise<string[]> {
  root = makeFolder({
    'shop/__init__.py': '',
    'shop/new.py': 'class New: ...\n',
    'shop/outdated.py': 'from shop.new import New as Old\nKEPT = 1\n',
    'shop/fresh.py': 'x = 1\n',
    'shop/stale.py': 'from shop.fresh import *\n',
    'main.py': code,
  });
  const { outcomes } = await makePlan({ root, config, gitignore: false });
  return outcomes.flatMap(({ path, edits, refused, diagnostics }) => {
    if (path !== 'main.py') return [];
    expect(edits).toEqual([]);
    return [
      ...refused.map(({ line, reason, from }) => `${line} ${reason} ${from}`),
      ...diagnostics.map(({ line, ruleId, message }) => `${line} ${ruleId} ${message}`),
    ];
  });
}

const load = 'from importlib import import_module\n';

describe('a legacy path that code puts together is listed with its place', () => {
  test.each([
    'import_module(".".join(["shop", "outdated"]))',
    'import_module("".join(["shop", ".", "outdated"]))',
    'import_module("shop." + "outdated")',
    'import_module("shop" + "." + "outdated")',
    'import_module("shop."\n    "outdated")',
    'import_module("shop.%s" % "outdated")',
    'import_module("%s.%s" % ("shop", "outdated"))',
    'import_module("{}.{}".format("shop", "outdated"))',
    'import_module("{1}.{0}".format("outdated", "shop"))',
    'import_module("{a}.{b}".format(a="shop", b="outdated"))',
    `import_module(f"shop.{'outdated'}")`,
    'import_module(name="shop." + "outdated")',
    'PART = "outdated"\nimport_module(f"shop.{PART}")',
    'PART = "outdated"\nimport_module("shop." + PART)',
    'PART = "outdated"\nimport_module(".".join(["shop", PART]))',
    'import sys; sys.modules["shop." + "outdated"]',
    '__import__("shop." + "outdated")',
  ])('%j', async (code) => {
    const said = await saidOf(`${load}${code}\n`);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^[23] dynamic-use shop\.outdated$/);
  });

  test.each([
    'path = "shop." + "outdated"\nimport_module(path)',
    'import_module(("shop" + ".") + "outdated")',
    'patch("shop." + "outdated")',
  ])('as text: %j', async (code) => {
    const said = await saidOf(`${load}${code}\n`);
    expect(said).toEqual(['2 python/text-mention the text names shop.outdated; text is not edited']);
  });

  test('in a module that moves as a whole', async () => {
    expect(await saidOf(`${load}import_module("shop." + "stale")\n`)).toEqual(['2 dynamic-use shop.stale']);
  });

  test.each([
    'import_module("shop." + "other")',
    'import_module("shop." + unknown)',
    'import_module(".".join(["shop", *parts, "outdated"]))',
    'import_module("shop.%d" % "outdated")',
    'import_module("shop/" + "outdated")',
    'print("shop." + "outdated")',
    'x = {"outdated": 1}',
    '# import_module("shop." + "outdated")',
  ])('but nothing is said of %s', async (code) => {
    expect(await saidOf(`${load}${code}\n`)).toEqual([]);
  });
});
