import type { Range } from '../model/range.ts';
import { isPath } from './path-values.ts';
import type { ValueUse } from './path-values.ts';

/** A word of a command, without quotes; its range is that of the text. */
export interface Word extends Range {
  readonly text: string;
}

/** A stretch of a word that may be a dotted path. */
export type WordPath = Word & { readonly use: ValueUse };

/** The names in a command: paths, and programs of Python behind `-c`. */
export interface CommandNames {
  readonly paths: readonly WordPath[];
  readonly programs: readonly Word[];
}

/** Programs whose first word that is no option is an object to import: `uvicorn app.main:app`. */
const servers =
  /^(?:uvicorn|gunicorn|hypercorn|daphne|granian|waitress-serve|dramatiq|arq|huey_consumer(?:\.py)?|nameko|watchfiles)$/;
const interpreters = /^(?:python(?:[23](?:\.\d+)?)?|pypy3?|ipython3?)$/;
/** Wrappers in front of the program that counts. */
const wrappers =
  /^(?:exec|env|nohup|time|sudo|command|poetry|pipenv|uv|uvx|pdm|hatch|rye|run|tini|dumb-init|ddtrace-run|opentelemetry-instrument|newrelic-admin|run-program|--|-s)$/;

/** Options that take a module, an object or the settings of Django, by program; both `--name value` and `--name=value`. */
const options: readonly (readonly [RegExp, RegExp])[] = [
  [/^celery$/, /^(?:-A|--app|--config|-I|--include)$/],
  [/^faust$/, /^(?:-A|--app)$/],
  [/^flask$/, /^(?:-A|--app)$/],
  [/^(?:gunicorn)$/, /^(?:-k|--worker-class)$/],
  [/^(?:pytest|py\.test)$/, /^(?:-p|--cov|--ds)$/],
  [/^(?:coverage|slipcover)$/, /^(?:--source|-m)$/],
  [/^mypy$/, /^(?:-m|--module|-p|--package)$/],
  [/^(?:cProfile|kernprof|pdb|debugpy)$/, /^-m$/],
  [/^/, /^(?:--settings|--pythonpath-module|--factory-module)$/],
];

/** Variables that hold a module, or an object to import. */
const variables =
  /^(?:DJANGO_SETTINGS_MODULE|FLASK_APP|CELERY_APP|CELERY_CONFIG_MODULE|GUNICORN_APP|APP_MODULE|PYTHONBREAKPOINT)$/;

/** The names in one command. */
export function commandNames(words: readonly Word[]): CommandNames {
  const paths: WordPath[] = [];
  const programs: Word[] = [];
  let program: string | undefined;
  let isTaken = false;
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    if (word === undefined) break;
    const { text } = word;
    const assigned = /^([A-Za-z_]\w*)=/.exec(text)?.[1];
    if (assigned !== undefined) {
      paths.push(pathOf(word, assigned.length + 1, variables.test(assigned) ? 'import' : 'path'));
      continue;
    }
    if (program === undefined) {
      if (wrappers.test(text) || text.startsWith('-')) continue;
      program = text.slice(text.lastIndexOf('/') + 1);
      continue;
    }
    const next = words[k + 1];
    if (interpreters.test(program) && (text === '-m' || text === '-c') && next) {
      k++;
      if (text === '-c') {
        programs.push(next);
        break;
      }
      // `python -m celery -A app`: what is run has options of its own.
      if (isKnownProgram(next.text)) program = next.text;
      else {
        paths.push(pathOf(next, 0, 'import'));
        isTaken = true;
      }
      continue;
    }
    if (isTaken && interpreters.test(program)) {
      paths.push(pathOf(word, 0, 'path'));
      continue;
    }
    const [, name = text, value] = /^(--?[\w-]+)(?:=(.*))?$/.exec(text) ?? [];
    if (text.startsWith('-')) {
      const isOption = takesPath(program, name);
      if (value !== undefined) paths.push(...listOf(word, name.length + 1, isOption ? 'import' : 'path'));
      else if (isOption && next) {
        paths.push(...listOf(next, 0, 'import'));
        k++;
      }
      continue;
    }
    const isApp = servers.test(program) && !isTaken && isPath(cut(text)) && /[.:]/.test(text);
    if (isApp) isTaken = true;
    paths.push(isApp ? { ...pathOf(word, 0, 'import'), ...cutWord(word) } : pathOf(word, 0, 'path'));
  }
  return { paths: paths.filter(({ text }) => isPath(text)), programs };
}

function isKnownProgram(text: string): boolean {
  return servers.test(text) || options.some(([program]) => program.source !== '^' && program.test(text));
}

function takesPath(program: string, option: string): boolean {
  return options.some(([of, names]) => of.test(program) && names.test(option));
}

function pathOf({ text, start, end }: Word, from: number, use: ValueUse): WordPath {
  return { text: text.slice(from), start: start + from, end, use };
}

/** `--source=a.b,a.c` */
function listOf({ text, start }: Word, from: number, use: ValueUse): WordPath[] {
  return [...text.slice(from).matchAll(/[^,]+/g)].map(({ index, 0: part }) => ({
    text: part,
    start: start + from + index,
    end: start + from + index + part.length,
    use,
  }));
}

/** `app.main:create()` names what is called. */
function cut(text: string): string {
  const bracket = text.indexOf('(');
  return bracket < 0 ? text : text.slice(0, bracket);
}

function cutWord({ text, start }: Word): Word {
  const path = cut(text);
  return { text: path, start, end: start + path.length };
}
