/** Generates files of each carrier that name modules of a small package, among much that names nothing. */
import { carriedPackage } from '../carriers/carried.ts';
import type { Files } from '../support/repository.ts';

/** The chance that a generator takes: a number below a limit, or one of several choices. */
export interface Dice {
  readonly below: (limit: number) => number;
  readonly one: <T>(choices: readonly [T, ...T[]]) => T;
}

/** The same numbers for the same seed. */
export function diceOf(seed: number): Dice {
  let state = seed;
  const below = (limit: number): number => (state = (state * 48271) % 2147483647) % limit;
  return { below, one: ([first, ...rest]) => [first, ...rest][below(rest.length + 1)] ?? first };
}

/** The legacy paths, and where the Map leads. */
export const carriedPaths: Readonly<Record<string, string>> = {
  'app.old.Manager': 'app.unified.Unified',
  'app.old.build': 'app.unified.make',
  'app.old.make': 'app.unified.make',
  'app.legacy_events': 'app.events',
};

const codes = [
  'from app.old import Manager',
  'from app.old import Manager, stays',
  'from app.old import (\n    build,\n    stays as other,\n)',
  'import app.legacy_events',
  'import app.legacy_events as events',
  'from app.legacy_events import Event',
  'import os, sys',
  'print("é", 1)  # nothing',
  'def f():\n    from app.old import make\n    return make()',
  "x = {'a': [1, 2]}",
] as const;
const paths = [
  'app.old.Manager',
  'app.old:Manager',
  'app.old:build',
  'app.legacy_events',
  'app.legacy_events:Event',
  'app.old.stays',
  'app.older.Manager',
  'other.app.old.Manager',
] as const;
const words = ['plain', 'é and "quotes"', "it's", '1.5', 'a/b.py', 'http://app.example.org/old', 'tab\\t'] as const;

const value = ({ below, one }: Dice): string => (below(2) === 0 ? one([...paths]) : one([...words]));
const listOf = <T>({ below }: Dice, make: (k: number) => T, most = 5): T[] =>
  Array.from({ length: 1 + below(most) }, (_, k) => make(k));

function notebook(dice: Dice): string {
  const cells = listOf(dice, () => {
    const code = listOf(dice, () => dice.one([...codes]), 3).join('\n');
    const isCode = dice.below(4) > 0;
    const lines = code.split(/(?<=\n)/);
    return isCode
      ? {
          cell_type: 'code',
          execution_count: dice.below(9),
          metadata: { b: 1, a: [] },
          outputs: [{ text: code }],
          source: dice.below(3) === 0 ? code : lines,
        }
      : { cell_type: 'markdown', metadata: {}, source: ['# é\n', code] };
  });
  const metadata = { kernelspec: { language: 'python', name: 'python3' } };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, dice.below(3))}\n`;
}

function session(code: string): string {
  const [first = '', ...rest] = code.split('\n');
  return [`>>> ${first}`, ...rest.map((line) => `... ${line}`)].join('\n');
}

function markdown(dice: Dice): string {
  const block = (): string => {
    const code = listOf(dice, () => dice.one([...codes]), 3).join('\n');
    return dice.one([
      `\`\`\`python\n${code}\n\`\`\``,
      `~~~py\n${code}\n~~~`,
      `\`\`\`pycon\n${session(dice.one([...codes]))}\n\`\`\``,
      '```js\nimport x from "app.old";\n```',
      `Prose with \`${dice.one([...paths])}\` and it's fine.`,
      '# A title',
    ]);
  };
  return `${listOf(dice, block, 7).join('\n\n')}\n`;
}

function rst(dice: Dice): string {
  const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');
  const block = (): string =>
    dice.one([
      `.. code-block:: python\n\n${indented(listOf(dice, () => dice.one([...codes]), 3).join('\n'))}`,
      session(dice.one([...codes])),
      `Prose with \`\`${dice.one([...paths])}\`\` in it.`,
      `See :class:\`app.old.Manager\` and :func:\`it <app.old.build>\`.`,
      'Title\n=====',
      '.. code-block:: json\n\n    {"a": "app.old.Manager"}',
    ]);
  return `${listOf(dice, block, 7).join('\n\n')}\n`;
}

function yaml(dice: Dice): string {
  const scalar = (): string => {
    const text = value(dice);
    return dice.one([
      JSON.stringify(text),
      `'${text.replaceAll("'", "''")}'`,
      /^[\w.:]+$/.test(text) ? text : JSON.stringify(text),
    ]);
  };
  const entry = (k: number): string =>
    dice.one([
      `key${k}: ${scalar()}  # a comment on app.old.Manager`,
      `list${k}:\n  - ${scalar()}\n  - ${scalar()}`,
      `map${k}:\n    class: ${scalar()}\n    other: [${scalar()}, ${JSON.stringify(value(dice))}]`,
      `run${k}: |\n  python -m app.legacy_events --x\n  echo done`,
      '# nothing',
    ]);
  return `${listOf(dice, entry, 8).join('\n')}\n`;
}

function toml(dice: Dice): string {
  const scalar = (): string => {
    const text = value(dice);
    return text.includes("'") || dice.below(2) === 0 ? JSON.stringify(text) : `'${text}'`;
  };
  const table = (k: number): string =>
    dice.one([
      `[project.entry-points."g${k}"]\nm = "app.old:Manager"\nn = ${scalar()}`,
      `[t${k}]\na = ${scalar()}  # app.old.Manager\nb = [\n  ${scalar()},\n  ${scalar()},\n]`,
      `[[u${k}]]\nc = { d = ${scalar()}, e = 1 }`,
      `[v${k}]\nf = """\n${value(dice).replaceAll('\\', '')}\n"""`,
    ]);
  return `${listOf(dice, table, 6).join('\n\n')}\n`;
}

function json(dice: Dice): string {
  const entry = (k: number): unknown =>
    dice.one<unknown>([value(dice), [value(dice), value(dice), k], { class: value(dice), b: null }, 1.5]);
  const tree = Object.fromEntries(listOf(dice, (k) => [`k${k}`, entry(k)], 8));
  return `${JSON.stringify(tree, undefined, dice.one(['', '  ', '\t']))}\n`;
}

function ini(dice: Dice): string {
  const text = (): string => value(dice).replaceAll('%', '');
  const section = (k: number): string =>
    dice.one([
      `[s${k}]\na = ${text()}\nb: ${text()}\n; app.old.Manager`,
      `[options.entry_points${k}]\nc =\n    ${dice.one([...paths])}\n    ${text()}`,
      `[handler_h${k}]\nclass = ${dice.one([...paths])}\nargs = ()`,
      `[mypy-app.legacy_events${k === 0 ? '' : `x${k}`}]\nignore_missing_imports = True`,
    ]);
  return `${listOf(dice, section, 6).join('\n\n')}\n`;
}

function shell(dice: Dice): string {
  const command = (): string =>
    dice.one([
      'python -m app.legacy_events --flag',
      `uvicorn app.old:Manager --port 80`,
      `python -c 'from app.old import Manager; Manager()'`,
      `pytest --cov=app.legacy_events tests && echo "it's"`,
      `echo "$HOME/app.old.Manager" 'é'`,
      'for x in a b; do\n  celery -A app.old:build worker\ndone',
      '# python -m app.legacy_events',
    ]);
  return `#!/bin/sh\n${listOf(dice, command, 7).join('\n')}\n`;
}

function dockerfile(dice: Dice): string {
  const instruction = (): string =>
    dice.one([
      'RUN python -m app.legacy_events && echo done',
      'CMD ["gunicorn", "app.old:Manager", "-b", ":80"]',
      'ENV DJANGO_SETTINGS_MODULE=app.legacy_events',
      'COPY a.b /app.old.Manager',
      '# CMD python -m app.legacy_events',
    ]);
  return `FROM python:3\n${listOf(dice, instruction, 6).join('\n')}\n`;
}

function docstrings(dice: Dice): string {
  const doc = (): string =>
    dice.one([
      session(dice.one([...codes]).replaceAll('"', "'")),
      'See :class:`app.old.Manager`.',
      `Prose of ${dice.one([...paths])}.`,
    ]);
  const block = (k: number): string =>
    `def f${k}():\n    """Title.\n\n${`${doc()}\n\n${doc()}`.replace(/^(?=.)/gm, '    ')}\n    """\n    # from app.old import Manager\n    return ${k}`;
  return `"""Of the module.\n\n${doc()}\n"""\n\n${listOf(dice, block, 4).join('\n\n\n')}\n`;
}

/** The name of a file of each carrier, and how it is made. */
const makers: Readonly<Record<string, (dice: Dice) => string>> = {
  'N.ipynb': notebook,
  'N.md': markdown,
  'N.rst': rst,
  'N.yaml': yaml,
  'N.toml': toml,
  'N.json': json,
  'N.ini': ini,
  'N.sh': shell,
  'Dockerfile.N': dockerfile,
  'N.py': docstrings,
};

/** So many files of each kind below `carried`, every fifth with CRLF, and the package that they name. */
export function carriedFiles(count: number, seed: number): Files {
  const files: Record<string, string> = {};
  for (const [name, make] of Object.entries(makers))
    for (let k = 0; k < count; k++) {
      const text = make(diceOf(seed + k * 101 + name.length * 7919 + 1));
      const isCarriageReturned = k % 5 === 4 && !/sh$|^Docker|json$|ipynb$/.test(name);
      files[`carried/${name.replace('N', `f${k}`)}`] = isCarriageReturned ? text.replaceAll('\n', '\r\n') : text;
    }
  return { ...carriedPackage, ...files };
}
