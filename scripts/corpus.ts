/**
 * A made Python repository: as many files as are asked for, of the sizes and with the imports that a code base of ten
 * thousand files with a fragmented WebSocket manager was found to have. The same seed gives the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { coreFiles } from './corpus-core.ts';
import { fillerBlocks, fillerTable } from './corpus-filler.ts';
import { Random } from './random.ts';

/** The figures of the corpus that was written. */
export interface Corpus {
  /** Python files. */
  readonly files: number;
  readonly bytes: number;
  /** `from … import …` statements outside of the package of the manager that import a symbol of the preset. */
  readonly statements: number;
  /** Names in them that the preset moves. */
  readonly legacyNames: number;
}

/** The statement forms of that code base, and how often each was found. */
const forms = [
  { scope: 'module', layout: 'one-line', names: 'one', isAliased: false, count: 722 },
  { scope: 'function', layout: 'one-line', names: 'one', isAliased: false, count: 669 },
  { scope: 'module', layout: 'one-line', names: 'many', isAliased: false, count: 88 },
  { scope: 'module', layout: 'one-line', names: 'one', isAliased: true, count: 81 },
  { scope: 'function', layout: 'one-line', names: 'one', isAliased: true, count: 78 },
  { scope: 'try', layout: 'one-line', names: 'one', isAliased: false, count: 64 },
  { scope: 'module', layout: 'multi-line', names: 'many', isAliased: false, count: 54 },
  { scope: 'function', layout: 'one-line', names: 'many', isAliased: false, count: 30 },
  { scope: 'function', layout: 'multi-line', names: 'many', isAliased: false, count: 23 },
  { scope: 'module', layout: 'import', names: 'one', isAliased: true, count: 18 },
  { scope: 'try', layout: 'multi-line', names: 'many', isAliased: false, count: 14 },
  { scope: 'if', layout: 'one-line', names: 'one', isAliased: false, count: 8 },
  { scope: 'try', layout: 'one-line', names: 'many', isAliased: false, count: 8 },
  { scope: 'try', layout: 'one-line', names: 'one', isAliased: true, count: 5 },
  { scope: 'module', layout: 'multi-line', names: 'many', isAliased: true, count: 5 },
  { scope: 'module', layout: 'import', names: 'one', isAliased: false, count: 5 },
  { scope: 'module', layout: 'multi-line', names: 'one', isAliased: false, count: 4 },
  { scope: 'module', layout: 'one-line', names: 'many', isAliased: true, count: 4 },
  { scope: 'try', layout: 'multi-line', names: 'one', isAliased: false, count: 2 },
  { scope: 'if', layout: 'one-line', names: 'one', isAliased: true, count: 1 },
] as const;
type Form = (typeof forms)[number];

/** Shares of all files: those with such a statement, and those that only speak of the package. */
const IMPORTING = 1032 / 10585;
const MENTIONING = 968 / 10585;
const STATEMENTS = 1883 / 10585;

const core = 'netra_backend.app.websocket_core';

/** The imports to write, with their counts. `isLegacy`: the preset moves it. */
const imports = [
  { module: `${core}.websocket_manager`, name: 'WebSocketManager', count: 594, isLegacy: true },
  { module: `${core}.websocket_manager`, name: 'UnifiedWebSocketManager', count: 349, isLegacy: true },
  { module: `${core}.websocket_manager`, name: 'get_websocket_manager', count: 286, isLegacy: false },
  { module: `${core}.websocket_manager`, name: 'WebSocketManagerMode', count: 57, isLegacy: true },
  { module: `${core}.websocket_manager`, name: 'WebSocketConnection', count: 50, isLegacy: true },
  { module: `${core}.websocket_manager`, name: '_serialize_message_safely', count: 16, isLegacy: true },
  { module: `${core}.websocket_manager`, name: 'create_test_user_context', count: 14, isLegacy: false },
  { module: `${core}.websocket_manager`, name: 'reset_manager_registry', count: 11, isLegacy: false },
  { module: `${core}.manager`, name: 'WebSocketManager', count: 67, isLegacy: true },
  { module: `${core}.manager`, name: 'UnifiedWebSocketManager', count: 15, isLegacy: true },
  { module: core, name: 'WebSocketManager', count: 63, isLegacy: true },
  { module: core, name: 'create_websocket_manager', count: 50, isLegacy: false },
  { module: core, name: 'get_websocket_manager', count: 32, isLegacy: true },
  { module: core, name: 'UnifiedWebSocketManager', count: 5, isLegacy: true },
  { module: `${core}.unified_manager`, name: 'UnifiedWebSocketManager', count: 48, isLegacy: false },
  { module: `${core}.unified_manager`, name: 'WebSocketConnection', count: 44, isLegacy: true },
  { module: `${core}.unified_manager`, name: '_serialize_message_safely', count: 29, isLegacy: true },
  { module: `${core}.unified_manager`, name: 'WebSocketManagerMode', count: 14, isLegacy: true },
  { module: `${core}.canonical_imports`, name: 'create_websocket_manager', count: 27, isLegacy: false },
  { module: `${core}.canonical_imports`, name: 'get_websocket_manager', count: 5, isLegacy: true },
  { module: `${core}.connection_manager`, name: 'WebSocketConnectionManager', count: 13, isLegacy: true },
  { module: `${core}.connection_manager`, name: 'ConnectionManager', count: 10, isLegacy: true },
  { module: `${core}.protocols`, name: 'WebSocketManagerProtocol', count: 34, isLegacy: false },
  // Modules that were deleted, and are imported still.
  { module: 'shared.websocket.manager', name: 'WebSocketManager', count: 5, isLegacy: true },
  { module: 'netra_backend.app.services.websocket_manager', name: 'WebSocketManager', count: 5, isLegacy: true },
] as const;
type Import = (typeof imports)[number];

/** Bytes of the files at these shares of all files, smallest first; straight lines between them. */
const sizes = [
  [0, 0],
  [0.05, 760],
  [0.1, 1795],
  [0.25, 6374],
  [0.5, 14133],
  [0.75, 23751],
  [0.9, 36140],
  [0.95, 46708],
  [0.99, 82066],
  [0.999, 153096],
  [1, 235665],
] as const;

/** One in this many files is a table of a megabyte that has nothing to do with anything. */
const FILES_PER_TABLE = 2000;
const MODULES_PER_FOLDER = 9;

const areas = [
  'netra_backend/app/agents',
  'netra_backend/app/services',
  'netra_backend/app/routes',
  'netra_backend/app/tools',
  'netra_backend/tests/unit',
  'netra_backend/tests/integration',
  'tests/e2e',
  'tests/mission_critical',
];

/**
 * Write a repository: Python files, and an `ssot.config.json` with the preset `websocket-manager`.
 * @param folder where to; made when it does not exist
 * @param files how many Python files; at least 60
 */
export function writeCorpus(folder: string, files: number, seed: number): Corpus {
  const random = new Random(seed);
  const written = { files: 0, bytes: 0, statements: 0, legacyNames: 0 };
  const write = (file: string, content: string | Buffer): void => {
    const absolute = path.join(folder, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    if (!file.endsWith('.py')) return;
    written.files++;
    written.bytes += typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  };
  write('ssot.config.json', `${JSON.stringify({ extends: ['websocket-manager'] }, null, 2)}\n`);
  for (const [file, text] of coreFiles()) write(file, text);
  const paths = filePaths(files - written.files, random);
  const modules = paths.filter((file) => !file.endsWith('__init__.py'));
  const importing = new Map<string, Form[]>();
  for (const [k, form] of chooseForms(Math.round(files * STATEMENTS), random).entries()) {
    const importers = Math.max(1, Math.round(files * IMPORTING));
    const file = modules[k < importers ? k : random.below(importers)] ?? '';
    importing.set(file, [...(importing.get(file) ?? []), form]);
  }
  const tables = new Set(modules.slice(-Math.max(1, Math.round(files / FILES_PER_TABLE))));
  const blocks = fillerBlocks(random, 500);
  for (const file of paths) {
    if (file.endsWith('__init__.py')) {
      write(file, random.chance(0.5) ? '' : `"""Package ${path.basename(path.dirname(file))}."""\n`);
      continue;
    }
    const statements = (importing.get(file) ?? []).map((form) => writeStatement(form, random));
    const taken = withoutRepeats(statements);
    written.statements += taken.filter(({ form }) => form.layout !== 'import').length;
    written.legacyNames += taken.reduce((sum, { legacyNames }) => sum + legacyNames, 0);
    const text = tables.has(file) ? fillerTable(random, 1 << 20) : moduleText(taken, blocks, random);
    write(file, encoded(text, random));
  }
  return written;
}

/** `count` files below the areas, each folder with its `__init__.py`; in an order that has nothing to do with places. */
function filePaths(count: number, random: Random): string[] {
  const paths = new Set(
    areas.flatMap((area) => area.split('/').map((_, k, parts) => [...parts.slice(0, k + 1), '__init__.py'].join('/'))),
  );
  // These belong to the package of the manager already.
  paths.delete('netra_backend/__init__.py');
  paths.delete('netra_backend/app/__init__.py');
  for (let folder = 0; paths.size < count; folder++) {
    const place = `${random.pick(areas)}/${random.word()}_${folder}`;
    paths.add(`${place}/__init__.py`);
    for (let k = 0; k < MODULES_PER_FOLDER && paths.size < count; k++) {
      paths.add(`${place}/${place.includes('test') ? 'test_' : ''}${random.word()}_${random.word()}_${k}.py`);
    }
  }
  return random.shuffled([...paths]);
}

/** `count` forms in their proportions, the most frequent first where they do not come out even; shuffled. */
function chooseForms(count: number, random: Random): Form[] {
  const total = forms.reduce((sum, form) => sum + form.count, 0);
  const chosen: Form[] = [];
  let before = 0;
  for (const form of forms) {
    const upTo = Math.round(((before + form.count) / total) * count);
    for (let k = Math.round((before / total) * count); k < upTo; k++) chosen.push(form);
    before += form.count;
  }
  return random.shuffled(chosen);
}

interface Statement {
  readonly form: Form;
  /** Without indentation, lines ended by LF. */
  readonly text: string;
  /** The names that it binds. */
  readonly locals: readonly string[];
  readonly legacyNames: number;
}

function writeStatement(form: Form, random: Random): Statement {
  const first = random.weighted(imports);
  if (form.layout === 'import') {
    const alias = form.isAliased ? ' as websocket' : '';
    return { form, text: `import ${first.module}${alias}\n`, locals: ['websocket'], legacyNames: 0 };
  }
  const others = imports.filter(({ module, name }) => module === first.module && name !== first.name);
  const names: readonly Import[] =
    form.names === 'one' ? [first] : [first, ...random.shuffled(others).slice(0, 1 + random.below(3))];
  const aliases = names.map(({ name }, k) =>
    form.isAliased && k === 0 ? `${random.pick(['WS', 'Core', 'Legacy'])}${name}` : undefined,
  );
  const items = names.map(({ name }, k) => (aliases[k] === undefined ? name : `${name} as ${aliases[k]}`));
  const remark = random.weighted(remarks).text;
  const text =
    form.layout === 'multi-line'
      ? `from ${first.module} import (${remark}\n${items.map((item) => `    ${item},\n`).join('')})\n`
      : `from ${first.module} import ${items.join(', ')}${remark}\n`;
  return {
    form,
    text,
    locals: names.map(({ name }, k) => aliases[k] ?? name),
    legacyNames: names.filter(({ isLegacy }) => isLegacy).length,
  };
}

const remarks = [
  { text: '', count: 90 },
  { text: '  # noqa: F401', count: 5 },
  { text: '  # type: ignore', count: 2 },
  { text: '  # SSOT: see the websocket docs', count: 3 },
];

/** A module that imports a name twice is rare, and what becomes of it is for the fixtures. */
function withoutRepeats(statements: readonly Statement[]): Statement[] {
  const bound = new Set<string>();
  return statements.filter(({ form, locals }) => {
    if (form.scope === 'function') return true;
    if (locals.some((name) => bound.has(name))) return false;
    for (const name of locals) bound.add(name);
    return true;
  });
}

function moduleText(statements: readonly Statement[], blocks: readonly string[], random: Random): string {
  const size = fileSize(random.next());
  const head = [`"""${random.sentence()}\n\n${random.sentence()}\n"""\n\n`];
  if (statements.length === 0 && random.chance(MENTIONING / (1 - IMPORTING))) head.push(mention(random));
  head.push('import asyncio\nimport logging\nfrom typing import Any, Dict, List, Optional, TYPE_CHECKING\n\n');
  for (const statement of statements) if (statement.form.scope !== 'function') head.push(atTop(statement, random));
  head.push('\nlogger = logging.getLogger(__name__)\n\n\n');
  const tail = statements.filter(({ form }) => form.scope === 'function').map((statement) => inFunction(statement));
  const parts = [head.join('')];
  for (let length = parts[0]?.length ?? 0; length < size;) {
    const block = random.pick(blocks);
    parts.push(block);
    length += block.length;
  }
  for (const text of tail) parts.splice(1 + random.below(parts.length), 0, text);
  return parts.join('');
}

function atTop({ form, text, locals }: Statement, random: Random): string {
  if (form.scope === 'if') return `if TYPE_CHECKING:\n${indented(text)}`;
  if (form.scope !== 'try') return text;
  const fallback = locals.map((name) => `    ${name} = None\n`).join('');
  const error = random.pick(['ImportError', 'ModuleNotFoundError', '(ImportError, AttributeError)']);
  return `try:\n${indented(text)}except ${error}:\n${fallback}`;
}

function inFunction({ text, locals }: Statement): string {
  return `def use_${locals[0] ?? ''}():\n${indented(text)}\n    return ${locals.join(', ')}\n\n\n`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

/** Speaks of the package without importing anything that moves. */
function mention(random: Random): string {
  return random.pick([
    '# See netra_backend/app/websocket_core for how this is sent.\n',
    `# Was: from ${core}.manager import WebSocketManager\n`,
    `from ${core}.protocols import WebSocketManagerProtocol\n`,
    `EXAMPLE = """\n    from ${core}.manager import WebSocketManager\n"""\n`,
  ]);
}

function fileSize(share: number): number {
  const above = sizes.findIndex(([quantile]) => quantile >= share);
  const [[fromShare, from], [toShare, to]] = [sizes[Math.max(0, above - 1)] ?? sizes[0], sizes[above] ?? sizes[0]];
  return toShare === fromShare ? to : from + ((to - from) * (share - fromShare)) / (toShare - fromShare);
}

/** Most files are UTF-8 with LF; a few are not. */
function encoded(text: string, random: Random): Buffer {
  const kind = random.weighted(encodings).kind;
  if (kind === 'latin1') {
    return Buffer.from(
      `# -*- coding: latin-1 -*-\n# Für später: déjà vu\n${text.replace(/[^\0-\xff]/g, '?')}`,
      'latin1',
    );
  }
  if (kind === 'bom') return Buffer.from(`\ufeff${text}`);
  if (kind === 'crlf') return Buffer.from(text.replaceAll('\n', '\r\n'));
  if (kind === 'tabs') return Buffer.from(text.replaceAll('    ', '\t'));
  return Buffer.from(kind === 'unfinished' ? text.trimEnd() : text);
}

const encodings = [
  { kind: 'plain', count: 940 },
  { kind: 'crlf', count: 25 },
  { kind: 'unfinished', count: 15 },
  { kind: 'bom', count: 8 },
  { kind: 'latin1', count: 7 },
  { kind: 'tabs', count: 5 },
];
