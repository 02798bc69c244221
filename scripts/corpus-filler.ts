import type { Random } from './random.ts';

/** `count` definitions that stand between the imports of real modules: code, comments, docstrings, strings of all kinds. */
export function fillerBlocks(random: Random, count: number): string[] {
  return Array.from({ length: count }, (_, k) => (k % 3 === 0 ? classBlock(random) : functionBlock(random, '', k)));
}

/** A module of about `size` bytes that is one table. */
export function fillerTable(random: Random, size: number): string {
  const rows: string[] = ['ROWS = [\n'];
  for (let length = 0; length < size; length += rows.at(-1)?.length ?? 0) {
    rows.push(
      `    ("${random.word()}-${random.word()}", ${random.below(1e6)}, '${random.sentence()}', "it's important"),\n`,
    );
  }
  return `${rows.join('')}]\n`;
}

function classBlock(random: Random): string {
  const name = [random.word(), random.word()].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const methods = Array.from({ length: 1 + random.below(3) }, (_, k) => functionBlock(random, '    ', k));
  return `class ${name}:\n    """${random.sentence()}"""\n\n    limit: int = ${random.below(1000)}\n\n${methods.join('')}\n`;
}

function functionBlock(random: Random, indent: string, number: number): string {
  const parameters = indent === '' ? 'value, *, limit=None' : 'self, value, *, limit=None';
  const lines = Array.from({ length: 3 + random.below(12) }, () => statement(random));
  return [
    `${random.chance(0.3) ? 'async def' : 'def'} ${random.word()}_${random.word()}_${number}(${parameters}):`,
    `    """${random.sentence()}"""`,
    ...lines.flat().map((line) => `    ${line}`),
    '    return value',
    '',
    '',
  ]
    .map((line) => (line === '' ? '\n' : `${indent}${line}\n`))
    .join('');
}

/** The lines of a statement. Some say "import" where nothing is imported. */
function statement(random: Random): string[] {
  const [a, b, c] = [random.word(), random.word(), random.word()];
  return random.pick([
    [`${a} = {"${b}": ${random.below(100)}, '${c}': [value, limit], "it's": "\\"${a}\\""}`],
    [`if value is not None and value != "${b}":`, `    value = str(value) + f"{value!r}: {limit or '${c}'}"`],
    [`# ${random.sentence()}`],
    [`logger.info("the ${a} of the ${b} is important: %s", value)`],
    [`${a} = [item for item in (value or []) if item != '${c}']  # ${b}`],
    [`for ${a} in range(${random.below(20)}):`, `    value = (value, ${a})`],
    [
      'try:',
      '    value = dict(value)',
      'except (TypeError, ValueError) as error:',
      `    logger.debug(f"${a}: {error}")`,
    ],
    [`${a} = """`, random.sentence(), `the ${b} is imported by hand, see 'import ${c}'`, '"""'],
    [`assert limit is None or limit >= 0, "${random.sentence()}"`],
    [`${a} = rb"\\x00\\n${b}" if limit else b'${c}'`],
  ]);
}
