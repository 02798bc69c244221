import type { ReportData } from '../report-data.ts';
import { count, element, number } from './dom.ts';

/** The effect of the change on who imports which symbol. */
export function importsView(data: ReportData): HTMLElement[] {
  return [
    element('h2', {}, 'Import paths by symbol'),
    element(
      'p',
      { class: 'quiet' },
      'Above: the legacy paths by which each symbol is imported. Below: those that remain when the change is applied. Imports on the canonical path are not counted.',
    ),
    ...symbolBars(data),
    element('h2', {}, 'Edges of the import graph'),
    edgeTable(data),
    element('h2', {}, 'Import cycles'),
    ...cycleList(data),
  ];
}

/** Symbols that have bars of their own. */
const SYMBOLS = 60;
/** Paths that are told apart in one bar. */
const SEGMENTS = 8;

function symbolBars({ shapes }: ReportData): HTMLElement[] {
  const bySymbol = new Map<string, { before: Map<string, number>; applied: number; total: number }>();
  for (const { from, to, edits, applied } of shapes) {
    const symbol = bySymbol.get(to) ?? { before: new Map<string, number>(), applied: 0, total: 0 };
    bySymbol.set(to, symbol);
    symbol.before.set(from, (symbol.before.get(from) ?? 0) + edits);
    symbol.applied += applied;
    symbol.total += edits;
  }
  const symbols = [...bySymbol].toSorted(([, a], [, b]) => b.total - a.total);
  const largest = symbols[0]?.[1].total ?? 1;
  const figures = symbols.slice(0, SYMBOLS).map(([to, { before, applied, total }]) => {
    const paths = [...before].toSorted(([, m], [, n]) => n - m);
    const left = total - applied;
    const summary = `${count(paths.length, 'legacy path')}, ${count(total, 'import')}; afterwards ${number(applied)} on the canonical path, ${number(left)} left`;
    return element(
      'figure',
      { class: 'symbol' },
      element('figcaption', {}, element('code', {}, to), element('span', { class: 'quiet' }, summary)),
      bar(
        paths.slice(0, SEGMENTS).map(([path, edits], k) => [path, edits, `part part-${k % 4}`]),
        total,
        largest,
      ),
      bar(
        [
          [to, applied, 'part canonical'],
          ['left', left, 'part left'],
        ],
        total,
        largest,
      ),
    );
  });
  return symbols.length > SYMBOLS
    ? [...figures, element('p', { class: 'quiet' }, `… and ${count(symbols.length - SYMBOLS, 'symbol')} more`)]
    : figures;
}

function bar(
  parts: readonly (readonly [title: string, value: number, name: string])[],
  total: number,
  largest: number,
): HTMLElement {
  const made = element('div', { class: 'bar', 'aria-hidden': 'true' });
  made.style.width = `${Math.max(4, (total / largest) * 100)}%`;
  for (const [title, value, name] of parts) {
    if (value === 0) continue;
    const part = element('span', { class: name, title: `${title}: ${value}` });
    part.style.flexGrow = String(value);
    made.append(part);
  }
  return made;
}

/** Modules in the table of edges. */
const MODULES = 200;

function edgeTable({ files }: ReportData): HTMLElement {
  const modules = new Map<string, { removed: number; added: number }>();
  const countOf = (module: string): { removed: number; added: number } => {
    const known = modules.get(module) ?? { removed: 0, added: 0 };
    modules.set(module, known);
    return known;
  };
  for (const { removedImports, addedImports } of files) {
    for (const module of removedImports) countOf(module).removed++;
    for (const module of addedImports) countOf(module).added++;
  }
  if (modules.size === 0)
    return element('p', { class: 'quiet' }, 'No file stops or starts to import a module, as far as this report knows.');
  const rows = [...modules].toSorted(([, a], [, b]) => b.removed + b.added - (a.removed + a.added));
  const sum = (key: 'removed' | 'added'): number => rows.reduce((total, [, row]) => total + row[key], 0);
  return element(
    'table',
    {},
    element(
      'caption',
      {},
      `${count(sum('removed'), 'edge')} removed, ${number(sum('added'))} added: which modules files stop and start to import`,
    ),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['module', 'files that stop', 'files that start'].map((head) => element('th', { scope: 'col' }, head)),
      ),
    ),
    element(
      'tbody',
      {},
      ...rows
        .slice(0, MODULES)
        .map(([module, { removed, added }]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, element('code', {}, module)),
            element('td', {}, removed === 0 ? '' : `−${number(removed)}`),
            element('td', {}, added === 0 ? '' : `+${number(added)}`),
          ),
        ),
    ),
  );
}

function cycleList({ files }: ReportData): HTMLElement[] {
  const cycles = files.flatMap(({ path, left }) =>
    left
      .filter(({ message }) => message.startsWith('it closes an import cycle'))
      .map(({ line, message }) => ({ path, line, message })),
  );
  if (cycles.length === 0)
    return [
      element('p', { class: 'quiet' }, 'No edit of this report closes an import cycle at the top level of modules.'),
    ];
  return [
    element(
      'ul',
      {},
      ...cycles
        .slice(0, MODULES)
        .map(({ path, line, message }) => element('li', {}, element('code', {}, `${path}:${line}`), ` ${message}`)),
    ),
  ];
}
