import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Outcome } from '../../src/index.ts';
import { python, withPython } from '../support/python.ts';
import { addFiles, makeFolder } from '../support/repository.ts';

/** Only this form lets a test say `consumer.m`. */
const underName = 'an import of the module under a name';

/** How the code under test gets the class; `consume()` makes one and asks it. */
const consumers: Readonly<Record<string, (name: string) => string>> = {
  'an import in a function': (name) =>
    `def consume():\n    from PACKAGE.legacy import ${name}\n    return ${name}().run()\n`,
  'a relative import in a function, with an alias': (name) =>
    `def consume():\n    from .legacy import ${name} as Made\n    return Made().run()\n`,
  'an import of the module in a function': (name) =>
    `def consume():\n    import PACKAGE.legacy as m\n    return m.${name}().run()\n`,
  'an import at the top': (name) => `from PACKAGE.legacy import ${name}\ndef consume():\n    return ${name}().run()\n`,
  'an import of the module at the top': (name) =>
    `import PACKAGE.legacy\ndef consume():\n    return PACKAGE.legacy.${name}().run()\n`,
  [underName]: (name) => `import PACKAGE.legacy as m\ndef consume():\n    return m.${name}().run()\n`,
  'a function of the legacy module': () => 'from PACKAGE.legacy import make\ndef consume():\n    return make().run()\n',
};

const fake = 'class Fake:\n    def run(self):\n        return "fake"\n';

/** How the test replaces it while `consume()` runs. */
const patches: Readonly<Record<string, (target: string) => string>> = {
  with: (target) => `def probe():\n    with patch("${target}", Fake):\n        return consume()\n`,
  decorator: (target) => `@patch('${target}', new=Fake)\ndef probe():\n    return consume()\n`,
  'started and stopped': (target) =>
    `def probe():\n    patcher = mock.patch(target="${target}", new=Fake)\n    patcher.start()\n    try:\n        return consume()\n    finally:\n        patcher.stop()\n`,
  'of a method': (target) =>
    `def probe():\n    with patch("${target}.run", lambda self: "patched"):\n        return consume()\n`,
  'of a dictionary': (target) =>
    `def probe():\n    with patch.dict("${target}.answers", {"run": "changed"}):\n        return consume()\n`,
};

const canonical =
  'class Service:\n    answers = {"run": "real"}\n    def run(self):\n        return self.answers["run"]\n';
/** The legacy name, and the module that has it. */
const legacies: Readonly<Record<string, { readonly name: string; readonly text: string }>> = {
  'the same name': { name: 'Service', text: 'from .canonical import Service\n' },
  'another name': { name: 'OldService', text: 'from .canonical import Service\nOldService = Service\n' },
  'used by the legacy module itself': {
    name: 'Service',
    text: 'from .canonical import Service\ndef make():\n    return Service()\n',
  },
};

interface Case {
  readonly name: string;
  readonly packageName: string;
  readonly consumer: string;
  readonly legacy: string;
  readonly files: Readonly<Record<string, string>>;
}

const withFake = 'Module = type(mock)("PACKAGE.legacy")\nModule.NAME = Fake\n';

/** How the test replaces it in ways that nobody edits: such a patch stays, and so must what it is for. */
const patchesOfModule: Readonly<Record<string, (name: string) => string>> = {
  'of the object': (name) =>
    `def probe():\n    with patch.object(legacy, "${name}", Fake):\n        return consume()\n`,
  'of several names': (name) =>
    `def probe():\n    with patch.multiple("PACKAGE.legacy", ${name}=Fake):\n        return consume()\n`,
  'by setattr': (name) => `def probe():\n    setattr(legacy, "${name}", Fake)\n    return consume()\n`,
  'by assignment': (name) => `def probe():\n    legacy.${name} = Fake\n    return consume()\n`,
  'of joined strings': (name) =>
    `def probe():\n    with patch("PACKAGE.legacy"\n               ".${name}", Fake):\n        return consume()\n`,
  'of strings that are added': (name) =>
    `where = "PACKAGE.legacy"\ndef probe():\n    with patch(where + ".${name}", Fake):\n        return consume()\n`,
  'of an f-string': (name) =>
    `where = "PACKAGE.legacy"\ndef probe():\n    with patch(f"{where}.${name}", Fake):\n        return consume()\n`,
  'of an f-string and an import of its own': (name) =>
    `where = "PACKAGE.legacy"\ndef probe():\n    with patch(f"{where}.${name}", Fake):\n        from PACKAGE.legacy import ${name}\n        return ${name}().run()\n`,
  'of a string with a name': (name) =>
    `target = "PACKAGE.legacy.${name}"\ndef probe():\n    with patch(target, Fake):\n        return consume()\n`,
  'of a string in a table': (name) =>
    `targets = {"it": "PACKAGE.legacy.${name}"}\ndef probe():\n    with patch(targets["it"], Fake):\n        return consume()\n`,
  'of a module that is imported by a string': (name) =>
    `import importlib\ndef probe():\n    with patch.object(importlib.import_module("PACKAGE.legacy"), "${name}", Fake):\n        return consume()\n`,
  'of a module in a variable': (name) =>
    `import sys\nmodule = sys.modules["PACKAGE.legacy"]\ndef probe():\n    module.${name} = Fake\n    return consume()\n`,
  'of all modules': (name) =>
    `${withFake.replace('NAME', name)}def probe():\n    with patch.dict("sys.modules", {"PACKAGE.legacy": Module}):\n        return consume()\n`,
  'in all modules': (name) =>
    `import sys\n${withFake.replace('NAME', name)}def probe():\n    sys.modules["PACKAGE.legacy"] = Module\n    return consume()\n`,
  'in all modules, and an import of its own': (name) =>
    `import sys\n${withFake.replace('NAME', name)}def probe():\n    sys.modules.update({"PACKAGE.legacy": Module})\n    from PACKAGE.legacy import ${name}\n    return ${name}().run()\n`,
  'through the module that looks it up': (name) =>
    `def probe():\n    with patch("PACKAGE.consumer.m.${name}", Fake):\n        return consume()\n`,
  'through that module as an object': (name) =>
    `from . import consumer\ndef probe():\n    with patch.object(consumer.m, "${name}", Fake):\n        return consume()\n`,
  'and in an import of its own': (name) =>
    `def probe():\n    with patch.object(legacy, "${name}", Fake):\n        from PACKAGE.legacy import ${name}\n        return ${name}().run()\n`,
};

function casesOf(
  prefix: string,
  forms: Readonly<Record<string, (target: string) => string>>,
  targetOf: (packageName: string, name: string) => string,
): Case[] {
  return Object.entries(legacies).flatMap(([legacy, { name, text }], l) =>
    Object.entries(consumers)
      .filter(([consumer]) => consumer !== 'a function of the legacy module' || text.includes('def make'))
      .flatMap(([consumer, write], c) =>
        Object.entries(forms).flatMap(([form, patch], f): Case[] => {
          if (form.startsWith('through') && consumer !== underName) return [];
          const packageName = `${prefix}${l}${c}${f}`;
          const start = `from unittest import mock\nfrom unittest.mock import patch\nfrom . import legacy\nfrom .consumer import consume\n${fake}`;
          const test = prefix === 'p' ? start.replace('from . import legacy\n', '') : start;
          const one = {
            name: `${legacy}, ${consumer}, patch ${form}`,
            packageName,
            consumer,
            legacy,
            files: {
              [`${packageName}/__init__.py`]: '',
              [`${packageName}/canonical.py`]: canonical,
              [`${packageName}/legacy.py`]: text,
              [`${packageName}/consumer.py`]: write(name).replaceAll('PACKAGE', packageName),
              [`${packageName}/test_it.py`]: (test + patch(targetOf(packageName, name))).replaceAll(
                'PACKAGE',
                packageName,
              ),
            },
          };
          return [one];
        }),
      ),
  );
}

const cases = casesOf('p', patches, (packageName, name) => `${packageName}.legacy.${name}`);
const stayingCases = casesOf('q', patchesOfModule, (_, name) => name);
/** How the test replaces it by a function of another name, which is known: the patch moves with what it is for. */
const byAnotherName = (target: string): string =>
  `from unittest.mock import patch as p\ndef probe():\n    with p("${target}", Fake):\n        return consume()\n`;
const movingCases = casesOf('s', { 'by another name': byAnotherName }, (name, symbol) => `${name}.legacy.${symbol}`);

const observer = `
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
def probe(name):
    try:
        return importlib.import_module(name + ".test_it").probe()
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
print(json.dumps([probe(name) for name in json.load(sys.stdin)]))`;

/** How the consumer gets the class that its test patches in it, and whether it takes the new name. */
const renamingConsumers = {
  'an import': { isRenamed: true, text: 'from PACKAGE.legacy import OldService\n' },
  'a relative import': { isRenamed: true, text: 'from .legacy import OldService\n' },
  'an import in an arm': { isRenamed: true, text: 'if True:\n    from .legacy import OldService\n' },
  'a name in __all__': { isRenamed: false, text: 'from .legacy import OldService\n__all__ = ["OldService"]\n' },
  'the new name taken': { isRenamed: false, text: 'from .legacy import OldService\nService = 1\n' },
  'a name that is bound otherwise, too': {
    isRenamed: false,
    text: 'try:\n    from .legacy import OldService\nexcept ImportError:\n    OldService = None\n',
  },
} as const;

/** How the test replaces it in the consumer; monkeypatch and mocker do what those of pytest and pytest-mock do. */
const patchesOfConsumer: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(patches).map(([form, write]) => [form, write('PACKAGE.consumer.OldService')])),
  'of the object': 'def probe():\n    with patch.object(consumer, "OldService", Fake):\n        return consume()\n',
  'of the object, as a decorator':
    "@mock.patch.object(\n    consumer,\n    'OldService',\n    new=Fake,\n)\ndef probe():\n    return consume()\n",
  'by monkeypatch':
    'def probe():\n    monkeypatch.setattr("PACKAGE.consumer.OldService", Fake)\n    return consume()\n',
  'by monkeypatch, of the object':
    'def probe():\n    monkeypatch.setattr(consumer, "OldService", Fake)\n    return consume()\n',
  'by setattr': 'def probe():\n    setattr(consumer, "OldService", Fake)\n    return consume()\n',
  'by delattr': 'def probe():\n    delattr(consumer, "OldService")\n    return consume()\n',
  'by mocker': 'def probe():\n    mocker.patch("PACKAGE.consumer.OldService", Fake)\n    return consume()\n',
  'and looks it up':
    'def probe():\n    with patch("PACKAGE.consumer.OldService", Fake):\n        return consumer.OldService().run()\n',
  'by a path that is put together':
    'def probe():\n    with patch("PACKAGE.consumer." + "OldService", Fake):\n        return consume()\n',
};

const helpers = `class mocker:
    @staticmethod
    def patch(target, new):
        return mock.patch(target, new).start()


class monkeypatch:
    @staticmethod
    def setattr(target, *rest):
        if isinstance(target, str):
            mock.patch(target, rest[0]).start()
        else:
            setattr(target, *rest)


`;

const renamingCases: readonly Case[] = Object.entries(renamingConsumers).flatMap(([consumer, { text }], c) =>
  Object.entries(patchesOfConsumer).map(([form, patch], f): Case => {
    const packageName = `r${c}_${f}`;
    const consuming = `${text}def consume():\n    return OldService().run()\n`;
    const test = `from unittest import mock\nfrom unittest.mock import patch\nfrom . import consumer\nfrom .consumer import consume\n${fake}${helpers}${patch}`;
    return {
      name: `${consumer}, patch ${form}`,
      packageName,
      consumer,
      legacy: 'another name',
      files: {
        [`${packageName}/__init__.py`]: '',
        [`${packageName}/canonical.py`]: canonical,
        [`${packageName}/legacy.py`]: legacies['another name']?.text ?? '',
        [`${packageName}/consumer.py`]: consuming.replaceAll('PACKAGE', packageName),
        [`${packageName}/test_it.py`]: test.replaceAll('PACKAGE', packageName),
      },
    };
  }),
);

function observe(root: string, cases: readonly Case[]): string[] {
  const names = JSON.stringify(cases.map(({ packageName }) => packageName));
  return JSON.parse(python(observer, [root], names)) as string[];
}

interface Migrated {
  readonly root: string;
  readonly outcomes: readonly Outcome[];
}

async function migrated(cases: readonly Case[], includeReview: boolean, uses: 'alias' | 'rename'): Promise<Migrated> {
  const root = makeFolder({});
  for (const { files } of cases) addFiles(root, files);
  const map = cases.map(({ packageName, legacy }) => ({
    canonical: `${packageName}.canonical:Service`,
    legacy: [`${packageName}.legacy:${legacies[legacy]?.name ?? ''}`],
  }));
  const plan = await makePlan({ root, config: { python: { map, uses } }, includeReview });
  return { root, outcomes: (await applyPlan(root, plan)).outcomes };
}

withPython.describe.each(['alias', 'rename'] as const)('patches that CPython makes before and after (%s)', (uses) => {
  let before: string[] = [];
  let safe: Migrated;
  let all: Migrated;
  let after: string[] = [];
  let withReview: string[] = [];

  beforeAll(async () => {
    const untouched = makeFolder({});
    for (const { files } of cases) addFiles(untouched, files);
    before = observe(untouched, cases);
    safe = await migrated(cases, false, uses);
    after = observe(safe.root, cases);
    all = await migrated(cases, true, uses);
    withReview = observe(all.root, cases);
  }, 120_000);

  test('take effect in some cases and not in others', () => {
    expect(cases).toHaveLength(95);
    expect(new Set(before)).toEqual(new Set(['fake', 'real', 'patched', 'changed']));
  });

  test.each(cases.map(({ name }, k) => [name, k] as const))('%s', (_, k) => {
    expect(after[k]).toBe(before[k]);
  });

  const moving = cases.flatMap((one, k) => (one.legacy.startsWith('used') ? [] : [[one.name, k, one] as const]));
  test.each(moving)('%s: the patch moves, and is safe', (_, __, { packageName }) => {
    const outcome = safe.outcomes.find((other) => other.path === `${packageName}/test_it.py`);
    expect(outcome?.edits.map(({ tier, applied }) => [tier, applied])).toEqual([['safe', true]]);
    const text = readFileSync(path.join(safe.root, packageName, 'test_it.py'), 'utf8');
    expect(text).toMatch(new RegExp(`["']${packageName}[.]canonical[.]Service`));
  });

  test('with the legacy modules gone, what moved still works', () => {
    for (const [, , { packageName }] of moving) rmSync(path.join(safe.root, packageName, 'legacy.py'));
    const left = observe(safe.root, cases);
    for (const [name, k] of moving) expect([name, left[k]]).toEqual([name, before[k]]);
  });

  test('with what is for review, too, patches and imports in functions are together again', () => {
    // The review is about this: functions of the legacy module are not patched any more.
    const isLeft = ({ consumer, name }: Case): boolean =>
      consumer === 'a function of the legacy module' && !/patch of a/.test(name);
    for (const [k, one] of cases.entries())
      expect([one.name, withReview[k]]).toEqual([one.name, isLeft(one) ? 'real' : before[k]]);
  });
});

withPython.describe('patches that nobody edits', () => {
  let before: string[] = [];
  let after: string[] = [];
  let done: Migrated;

  beforeAll(async () => {
    const untouched = makeFolder({});
    for (const { files } of stayingCases) addFiles(untouched, files);
    before = observe(untouched, stayingCases);
    done = await migrated(stayingCases, false, 'alias');
    after = observe(done.root, stayingCases);
  }, 120_000);

  test('take effect in some cases and not in others, and only imports at the top move', () => {
    expect(new Set(before)).toEqual(new Set(['fake', 'real']));
    const moving = done.outcomes.flatMap(({ edits }) => edits).filter(({ applied }) => applied);
    expect(new Set(moving.map(({ line }) => line))).toEqual(new Set([1]));
  });

  test.each(stayingCases.map(({ name }, k) => [name, k] as const))('%s', (_, k) => {
    expect(after[k]).toBe(before[k]);
  });
});

withPython.describe('patches by another name of patch', () => {
  let before: string[] = [];
  let after: string[] = [];
  let done: Migrated;

  beforeAll(async () => {
    const untouched = makeFolder({});
    for (const { files } of movingCases) addFiles(untouched, files);
    before = observe(untouched, movingCases);
    done = await migrated(movingCases, false, 'alias');
    after = observe(done.root, movingCases);
  }, 120_000);

  test('move', () => {
    const moving = done.outcomes.flatMap(({ edits }) => edits).filter(({ applied }) => applied);
    expect(moving.filter(({ before: text }) => text.includes('.legacy.')).length).toBeGreaterThan(5);
  });

  test.each(movingCases.map(({ name }, k) => [name, k] as const))('%s', (_, k) => {
    expect(after[k]).toBe(before[k]);
  });
});

withPython.describe('patches of a name that its module imports under a new one', () => {
  let before: string[] = [];
  let after: string[] = [];
  let withoutLegacy: string[] = [];
  let done: Migrated;

  beforeAll(async () => {
    const untouched = makeFolder({});
    for (const { files } of renamingCases) addFiles(untouched, files);
    before = observe(untouched, renamingCases);
    done = await migrated(renamingCases, false, 'rename');
    after = observe(done.root, renamingCases);
    for (const { packageName } of renamingCases) rmSync(path.join(done.root, packageName, 'legacy.py'));
    withoutLegacy = observe(done.root, renamingCases);
  }, 120_000);

  test('take effect', () => {
    expect(new Set(before)).toEqual(
      new Set(['fake', 'patched', 'changed', "NameError: name 'OldService' is not defined"]),
    );
  });

  test.each(renamingCases.map((one, k) => [one.name, k, one] as const))('%s', (_, k, { consumer, packageName }) => {
    const { isRenamed } = renamingConsumers[consumer as keyof typeof renamingConsumers];
    const read = (file: string): string => readFileSync(path.join(done.root, packageName, file), 'utf8');
    // A name that is deleted is missed under the name that it had.
    const expected = read('consumer.py').includes('return Service()')
      ? before[k]?.replace('OldService', 'Service')
      : before[k];
    expect([after[k], withoutLegacy[k]]).toEqual([expected, expected]);
    const staysTogether = !/looks it up|put together/.test(renamingCases[k]?.name ?? '');
    expect(read('consumer.py').includes('return Service()')).toBe(isRenamed && staysTogether);
    expect(read('test_it.py').includes('OldService')).toBe(!(isRenamed && staysTogether));
  });
});
