import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import picocolors from 'picocolors';
import { createSupportsHyperlinks } from 'supports-hyperlinks';

/** The terminal before which text is shown. */
interface Terminal {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** Places may become hyperlinks, if the terminal has them: standard output or standard error is one. */
  readonly isTerminal: boolean;
}

/** A place such as `app/a.py:12:3`, with no blank and nothing that is more than a name of a file. */
const place = /(?<![\w./@+~-])((?:[\w@+~-][\w.@+~-]*\/)*[\w@+~-][\w.@+~-]*\.\w+):(\d+)(?::(\d+))?(?![\w/])/g;
/** Folders above the working folder in which a path is looked for. */
const ABOVE = 8;

/** Rules for lines of our own, the first that fits. */
type Dress = (colors: ReturnType<typeof picocolors.createColors>, line: string) => string | undefined;
const dresses: readonly Dress[] = [
  ({ green, red }, line) => {
    const [, start, added = '', deleted = ''] = /^( \S.* \| +[\d,]+ )(\+*)(-*)$/.exec(line) ?? [];
    return start === undefined ? undefined : `${start}${green(added)}${red(deleted)}`;
  },
  ({ bold }, line) => (/^[\d,]+ of [\d,]+ files? .*:/.test(line) ? bold(line) : undefined),
  ({ green }, line) => (/^No (?:new )?import on a legacy path/.test(line) ? green(line) : undefined),
  ({ bold, red }, line) => (/^[\d,]+ imports?\b.* on legacy paths in/.test(line) ? bold(red(line)) : undefined),
  ({ red }, line) => (/^Failed\b.*: [\d,]+/.test(line) ? red(line) : undefined),
  ({ yellow }, line) =>
    /^(?:Refused|Skipped|Not applied|Declared|Removed|Quarantined)\b/.test(line) ? yellow(line) : undefined,
  ({ cyan }, line) => {
    const [, start = '', command = ''] = /^((?:After a look at them|[A-Z]\w+ with): )(.+)$/.exec(line) ?? [];
    return command === '' ? undefined : `${start}${cyan(command)}`;
  },
  ({ bold }, line) => (line.startsWith('ssot-codemod: ') ? bold(line) : undefined),
  ({ green }, line) => (/^ {4}(?:from|import|export)\b/.test(line) ? green(line) : undefined),
];

/**
 * Dresses text for a terminal: in colours, and with hyperlinks (OSC 8) where the terminal has them.
 * @returns takes whole texts in which nothing has a special effect any more; only what is added here has one
 */
export function terminalDress({ cwd, isTerminal }: Terminal): (text: string) => string {
  const colors = picocolors.createColors(true);
  const hasLinks = createSupportsHyperlinks({ isTTY: isTerminal });
  const known = new Map<string, string | undefined>();
  const linked = (shown: string, file: string, line: string, column: string | undefined): string => {
    if (!known.has(file)) known.set(file, fileAt(cwd, file));
    const found = known.get(file);
    const text = colors.cyan(file) + colors.dim(shown.slice(file.length));
    if (found === undefined) return shown;
    return hasLinks ? `\u001B]8;;${addressOf(found, line, column)}\u001B\\${text}\u001B]8;;\u001B\\` : text;
  };
  const dressLine = (line: string): string => {
    for (const dress of dresses) {
      const dressed = dress(colors, line);
      if (dressed !== undefined) return dressed;
    }
    return line.replace(place, linked);
  };
  return (text) => text.split('\n').map(dressLine).join('\n');
}

/** The file that a path of a report means; undefined where there is none. */
function fileAt(cwd: string, file: string): string | undefined {
  let folder = cwd;
  for (let k = 0; k < ABOVE; k++) {
    const found = path.join(folder, file);
    if (existsSync(found)) return found;
    folder = path.dirname(folder);
  }
  return undefined;
}

/** The terminal of VS Code opens its own addresses at their lines. Both kinds hold no character that ends the link. */
function addressOf(file: string, line: string, column: string | undefined): string {
  const { href, pathname } = pathToFileURL(file);
  return process.env['TERM_PROGRAM'] === 'vscode'
    ? `vscode://file${pathname}:${line}:${column ?? '1'}`
    : `${href}#${line}`;
}
