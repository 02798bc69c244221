import type { Audit, ImportPath, Place, SymbolImports } from '../../model/audit.ts';
import type { InterfacePair } from '../../model/interface.ts';
import { count, number } from '../count.ts';
import { printable } from '../escape.ts';
import { leftOutBecause, notReadText } from '../left-out.ts';
import { isNotable } from '../interface/lines.ts';
import { pairLines } from '../interface/text.ts';
import { figures, openRisks, percent, rateDefinition, severities } from './figures.ts';
import { textTable } from './text-table.ts';
import type { Column } from './text-table.ts';

/** Rows of a list that a terminal shows before it says how many more there are. */
const SHOWN = 5;

type Row = readonly string[];

/** The audit for a person in front of a terminal. `isVerbose` lists everything, and shortens nothing. */
export function auditText(audit: Audit, isVerbose: boolean): string {
  const list = (columns: readonly Column[], head: Row, rows: readonly Row[], shown = SHOWN): string[] => {
    if (rows.length === 0) return [];
    const some = isVerbose ? rows : rows.slice(0, shown);
    const more = rows.length - some.length;
    return [
      ...textTable(columns, [head, ...some], isVerbose),
      ...(more > 0 ? [`  … and ${number(more)} more (-v lists all)`] : []),
    ];
  };
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [`Audit of ${count(audit.filesScanned, 'Python file')}`, textTable(['left', 'left'], figures(audit), isVerbose)],
    [`Checks (compliance: ${rateDefinition})`, textTable(['left', 'left', 'left'], checkRows(audit), isVerbose)],
    [
      'Implementations',
      list(['left', 'left', 'place', 'left'], ['kind', 'class', 'place', 'why'], implementationRows(audit), 8),
    ],
    ['Not implementations, though their names say so', textTable(['right', 'left'], otherClassRows(audit), isVerbose)],
    ...audit.symbols.slice(0, isVerbose ? undefined : SHOWN).map((symbol): readonly [string, readonly string[]] => [
      symbolTitle(symbol),
      list(
        ['place', 'right', 'right', 'right', 'right', 'left'],
        ['imported from', 'prod', 'files', 'tests', 'files', ''],
        symbol.paths.flatMap((path) => [pathRow(path), ...(isVerbose ? path.places.map(placeRow) : [])]),
        8,
      ),
    ]),
    [moreSymbols(audit, isVerbose), []],
    [importHabits(audit), []],
    [
      'Symbols that one file imports several times',
      isVerbose ? list(['place', 'left', 'left'], ['place', 'symbol', 'lines'], duplicateRows(audit)) : [],
    ],
    [
      'Imports by paths that the Map does not know',
      list(
        ['place', 'left', 'left'],
        ['place', 'import', 'canonical'],
        (audit.undeclaredPaths ?? []).map((one) => [placeOf(one), one.from, one.to]),
      ),
    ],
    [
      'Dangling imports: they fail today',
      list(['place', 'right', 'right', 'right'], ['import', 'bindings', 'files', 'in try'], danglingRows(audit)),
    ],
    [
      'Where they stand',
      isVerbose
        ? list(
            ['place', 'left'],
            ['place', 'import'],
            audit.danglingImports.map((one) => [placeOf(one), one.message]),
          )
        : [],
    ],
    [
      leftoverTitle(audit),
      list(['left', 'right', 'place', 'left'], ['kind', 'importers', 'file', 'why'], leftoverRows(audit)),
    ],
    [
      'User isolation risks',
      list(
        ['left', 'left', 'right', 'right', 'right'],
        ['rule', 'severity', 'prod', 'tests', 'allowed'],
        riskCountRows(audit),
        30,
      ),
    ],
    [
      'Risks in production, gravest first',
      list(['left', 'place', 'left'], ['severity', 'place', 'what'], riskRows(audit, 'production')),
    ],
    [
      'Risks in tests',
      isVerbose ? list(['left', 'place', 'left'], ['severity', 'place', 'what'], riskRows(audit, 'tests')) : [],
    ],
    [
      'Risks that a comment allows',
      list(['place', 'left', 'left'], ['place', 'rule', 'reason'], allowedRows(audit), 30),
    ],
    [
      'Comments that allow nothing',
      list(
        ['place', 'left'],
        ['place', 'why'],
        audit.voidSuppressions.map((one) => [placeOf(one), one.message]),
        30,
      ),
    ],
    [
      'Connection methods in production, outside of the canonical manager',
      list(['left', 'left', 'place'], ['class', 'method', 'place'], connectionRows(audit)),
    ],
    [
      'Validation tests: the imports that fail come first',
      list(['right', 'place', 'left'], ['asserts', 'file', 'fails to import'], validationRows(audit)),
    ],
    ['Counts of a script that matches text, beside what is there', textCountLines(audit, isVerbose)],
    [
      'Could not be read',
      audit.unreadable.length === 0
        ? []
        : textTable(
            ['place', 'left'],
            audit.unreadable.map(({ path, message }) => [path, message]),
            true,
          ),
    ],
    [
      'Left out: nothing is known of these',
      list(
        ['place', 'left'],
        ['path', 'why'],
        (audit.leftOut ?? []).map(({ path, why }) => [path, leftOutBecause[why]]),
      ),
    ],
    ['Not read', notReadText(audit.notRead ?? [], isVerbose)],
    [
      interfaceTitle(audit),
      isVerbose
        ? notablePairs(audit).flatMap((pair) => pairLines(pair, true).map((line) => `  ${printable(line).trimEnd()}`))
        : list(
            ['place', 'left', 'right', 'right'],
            ['legacy', 'differs in', 'calls', 'uses of what it lacks'],
            notablePairs(audit).map(interfaceRow),
          ),
    ],
  ];
  return sections
    .filter(([title, lines], k) => title !== '' && (k === 0 || lines.length > 0 || title.endsWith('.')))
    .map(([title, lines]) => [title, ...lines, ''].map((line) => `${line}\n`).join(''))
    .join('')
    .replace(/\n\n$/, '\n');
}

function placeOf({ path, line }: Pick<Place, 'path' | 'line'>): string {
  return `${path}:${line}`;
}

function checkRows({ compliance: { checks } }: Audit): Row[] {
  return checks.map(({ id, passed, found }) => [passed ? 'pass' : 'FAIL', id, found]);
}

function implementationRows({ implementations }: Audit): Row[] {
  return implementations.filter(({ counts }) => counts).map((one) => [one.kind, one.name, placeOf(one), one.because]);
}

function otherClassRows({ implementations }: Audit): Row[] {
  const others = implementations.filter(({ counts }) => !counts);
  return [...new Set(others.map(({ kind }) => kind))].map((kind) => {
    const own = others.filter((one) => one.kind === kind);
    const first = own[0];
    return [number(own.length), `${kind}: such as ${first?.name ?? ''}, ${first ? placeOf(first) : ''}`];
  });
}

function symbolTitle({ symbol, paths, canonicalShare }: SymbolImports): string {
  return canonicalShare === undefined
    ? `${symbol}: ${count(paths.length, 'import path')}, no canonical path yet`
    : `${symbol}: ${count(paths.length, 'import path')}, ${percent({ rate: canonicalShare })} canonical`;
}

function pathRow({ from, isCanonical, isDangling, production, tests }: ImportPath): Row {
  const notes = [isCanonical ? 'canonical' : '', isDangling ? 'dangling' : ''].filter((note) => note !== '');
  return [
    from,
    number(production.bindings),
    number(production.files),
    number(tests.bindings),
    number(tests.files),
    notes.join(', '),
  ];
}

function placeRow(place: ImportPath['places'][number]): Row {
  return [`    ${placeOf(place)}`, '', '', '', '', place.isLocal ? 'in a function' : ''];
}

function moreSymbols({ symbols }: Audit, isVerbose: boolean): string {
  const more = symbols.length - SHOWN;
  return isVerbose || more <= 0 ? '' : `… and ${number(more)} more symbols (-v lists all).`;
}

function importHabits({ symbols, duplicateImports }: Audit): string {
  const places = symbols.flatMap(({ paths }) => paths.flatMap((path) => path.places));
  const local = places.filter(({ isLocal }) => isLocal).length;
  const several = duplicateImports.filter(({ from }) => from.length > 1).length;
  return `${number(local)} of ${number(places.length)} bindings are in functions; ${number(duplicateImports.length)} times one file has a symbol twice, ${number(several)} by other paths.`;
}

function duplicateRows({ duplicateImports }: Audit): Row[] {
  return duplicateImports.map((one) => [placeOf(one), one.symbol, one.lines.join(', ')]);
}

function danglingRows({ danglingImports }: Audit): Row[] {
  const paths = [...new Set(danglingImports.map(({ from }) => from))];
  return paths
    .map((from) => {
      const own = danglingImports.filter((one) => one.from === from);
      return { from, own, files: new Set(own.map(({ path }) => path)).size };
    })
    .toSorted((a, b) => b.own.length - a.own.length || (a.from < b.from ? -1 : 1))
    .map(({ from, own, files }) => [
      from,
      number(own.length),
      number(files),
      number(own.filter(({ isGuarded }) => isGuarded).length),
    ]);
}

function leftoverTitle({ leftovers }: Audit): string {
  const counts = ['backup-file', 'compatibility-layer', 'migration-adapter', 'deprecated-shim']
    .map((kind) => [kind, leftovers.filter((one) => one.kind === kind).length] as const)
    .filter(([, times]) => times > 0)
    .map(([kind, times]) => count(times, kind.replace('-', ' ')));
  return `Leftovers: ${counts.join(', ')}; ${number(leftovers.filter(({ canGo }) => canGo).length)} can go`;
}

function leftoverRows({ leftovers }: Audit): Row[] {
  return leftovers
    .toSorted((a, b) => b.importers.length - a.importers.length)
    .map(({ kind, importers, path, because }) => [kind, number(importers.length), path, because]);
}

function riskCountRows(audit: Audit): Row[] {
  const { isolationRisks } = audit;
  const open = openRisks(audit);
  const keys = [...new Set(isolationRisks.map(({ ruleId, severity }) => `${ruleId} ${severity}`))];
  const rank = (key: string): number => severities.findIndex((severity) => key.endsWith(severity));
  return keys
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((key) => {
      const own = open.filter(({ ruleId, severity }) => `${ruleId} ${severity}` === key);
      const allowed = isolationRisks.filter(
        ({ ruleId, severity, allowedBecause }) => `${ruleId} ${severity}` === key && allowedBecause !== undefined,
      );
      const inArea = (area: string): string => number(own.filter((risk) => risk.area === area).length);
      return [...key.split(' '), inArea('production'), inArea('tests'), number(allowed.length)];
    });
}

function riskRows(audit: Audit, area: 'production' | 'tests'): Row[] {
  return openRisks(audit)
    .filter((risk) => risk.area === area)
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .map((risk) => [risk.severity, placeOf(risk), risk.message]);
}

function allowedRows({ isolationRisks }: Audit): Row[] {
  return isolationRisks.flatMap((risk) =>
    risk.allowedBecause === undefined ? [] : [[placeOf(risk), risk.ruleId, risk.allowedBecause]],
  );
}

function connectionRows({ connections }: Audit): Row[] {
  return connections
    .filter(({ area }) => area === 'production')
    .map((one) => [one.owner === '' ? '(function)' : one.owner, one.method, placeOf(one)]);
}

function validationRows({ validationTests }: Audit): Row[] {
  return validationTests
    .toSorted((a, b) => b.dangling.length - a.dangling.length)
    .map(({ path, assertions, dangling }) => [number(assertions), path, dangling.join(', ')]);
}

function textCountLines({ textCounts = [] }: Audit, isVerbose: boolean): string[] {
  if (textCounts.length === 0) return [];
  const units = { lines: 'lines that match', files: 'files with such a line', paths: 'files of such a name' };
  const rows = textCounts.map(({ label, claimed = '', count: found, counts, measured }) => [
    label,
    claimed,
    number(found),
    units[counts],
    number(measured),
  ]);
  return [
    ...textTable(
      ['left', 'right', 'right', 'left', 'right'],
      [['what the script says', 'claimed', 'text', 'what that counts', 'real'], ...rows],
      isVerbose,
    ),
    ...textCounts.flatMap(({ label, pattern, measures }) =>
      textTable(
        ['left', 'left'],
        [
          [label, `real: ${measures}`],
          ['', `text: /${pattern}/`],
        ],
        true,
      ),
    ),
  ];
}

function interfaceTitle({ interfaces = [] }: Audit): string {
  const notable = interfaces.filter(isNotable).length;
  return `Legacy symbols that other objects stand for: ${number(interfaces.length)}, ${number(notable)} to look at (ssot-codemod interface)`;
}

/** The pairs to look at, those that are called most first. */
function notablePairs({ interfaces = [] }: Audit): InterfacePair[] {
  return interfaces.filter(isNotable).toSorted((a, b) => b.calls.all - a.calls.all);
}

function interfaceRow({ legacy, canonical, differences, calls, results }: InterfacePair): Row {
  const lacking = (results.lacking ?? []).reduce((sum, { uses }) => sum + uses, 0);
  const found = [
    ...(legacy.raisesAlways === null ? [] : ['raises']),
    ...(canonical.brokenOnImport === null && canonical.raisesAlways === null ? [] : ['canonical fails']),
    ...differences.map(({ kind }) => kind),
  ];
  return [legacy.symbol, found.join(', '), number(calls.all), number(lacking)];
}
