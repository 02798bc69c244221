import type { Audit } from '../../model/audit.ts';
import { ExpectedStop } from '../../model/errors.ts';
import { openRisks } from './figures.ts';

/** The figures of one day, of which a file keeps one line each. */
export type BurnDownRow = Readonly<Record<string, string | number>>;

/** The row of an audit. @param commit the hash that is checked out; empty where there is none */
export function burnDownRow(audit: Audit, date: string, commit: string): BurnDownRow {
  const { production, tests, checks } = audit.compliance;
  return {
    date,
    commit,
    files: audit.filesScanned,
    fragmented: production.all - production.canonical,
    fragmentedTests: tests.all - tests.canonical,
    bindings: production.all,
    bindingsTests: tests.all,
    implementations: audit.implementations.filter(({ counts }) => counts).length,
    danglingImports: audit.danglingImports.length,
    leftovers: audit.leftovers.length,
    isolationRisks: openRisks(audit).filter(({ area }) => area === 'production').length,
    checksPassed: checks.filter(({ passed }) => passed).length,
  };
}

/** How rows become lines: by the ending of the file. */
interface LineFormat {
  /** The lines above the rows. */
  readonly head: (row: BurnDownRow) => readonly string[];
  readonly line: (row: BurnDownRow) => string;
  /** Tells lines of the same day and commit. */
  readonly isOf: (line: string, row: BurnDownRow) => boolean;
}

const csv: LineFormat = {
  head: (row) => [Object.keys(row).join(',')],
  line: (row) => Object.values(row).join(','),
  isOf: (line, { date = '', commit = '' }) => line.startsWith(`${date},${commit},`),
};

const jsonLines: LineFormat = {
  head: () => [],
  line: (row) => JSON.stringify(row),
  isOf: (line, { date, commit }) => {
    try {
      const known = JSON.parse(line) as Partial<BurnDownRow> | null;
      return known?.['date'] === date && known?.['commit'] === commit;
    } catch {
      return false;
    }
  },
};

const formats: Readonly<Record<string, LineFormat>> = { '.csv': csv, '.jsonl': jsonLines, '.ndjson': jsonLines };

/**
 * The text of a file of rows with one more. A row of the same day and commit is replaced, so that to measure twice adds one.
 * @param text of the file; undefined when there is none
 * @throws ExpectedStop when the file is of another kind, or has other columns
 */
export function withRow(file: string, text: string | undefined, row: BurnDownRow): string {
  const ending = /\.[^./\\]*$/.exec(file)?.[0].toLowerCase() ?? '';
  const format = Object.hasOwn(formats, ending) ? formats[ending] : undefined;
  if (format === undefined)
    throw new ExpectedStop(
      `--append cannot tell what kind of file ${file} is`,
      `it ends in ${Object.keys(formats).join(', ')}`,
    );
  const lineEnding = /\r\n|\n/.exec(text ?? '')?.[0] ?? '\n';
  const lines = (text ?? '').split(/\r?\n/).filter((line) => line !== '');
  const head = format.head(row);
  if (lines.length > 0 && head.some((line, k) => lines[k] !== line))
    throw new ExpectedStop(
      `${file} has other columns, and is left as it is`,
      `its first line would have to be: ${head.join('\n')}`,
    );
  const known = lines.slice(head.length).filter((line) => !format.isOf(line, row));
  return [...head, ...known, format.line(row)].map((line) => line + lineEnding).join('');
}
