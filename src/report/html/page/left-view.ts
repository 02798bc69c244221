import { shellPath } from '../../../model/shell-word.ts';
import type { FileData, LeftData } from '../report-data.ts';
import { codeLine } from './code.ts';
import { element } from './dom.ts';
import type { LeftRow } from './filters.ts';
import { placeLink } from './place.ts';

/** One thing that was left, in the list of all. */
export function leftRow({ file, left }: LeftRow): Node[] {
  const words = [left.what, left.message].filter((text) => text !== '').join(': ');
  return [
    element('div', { class: 'line' }, element('span', { class: 'path' }, `${file.path}:${left.line}`)),
    left.source === undefined
      ? element('div', { class: 'line quiet' }, words)
      : element('div', { class: 'line source' }, element('code', {}, ...codeLine(left.source.trim(), file.path))),
  ];
}

/** The same in the view of its file. */
export function leftItem({ path }: FileData, { reason, kind, line, what, message, source }: LeftData): HTMLElement {
  return element(
    'li',
    { 'data-line': line },
    placeLink(path, line, `line ${line}`),
    ' ',
    element('span', { class: `badge ${kind}` }, reason),
    ' ',
    what === '' ? undefined : element('code', {}, what),
    element('span', {}, ` ${message}`),
    source === undefined ? undefined : sourceLine(path, line, source),
  );
}

/** Everything about it. */
export function leftView({ file, left }: LeftRow): HTMLElement[] {
  const { reason, kind, line, what, message, source } = left;
  const isPlace = kind === 'refused' || kind === 'review';
  return [
    element('h2', { class: 'path' }, placeLink(file.path, line, `${file.path}:${line}`)),
    element(
      'p',
      { class: 'facts' },
      element('span', { class: `badge ${kind}` }, reason),
      what === '' ? undefined : element('code', {}, what),
    ),
    element('p', {}, message),
    ...(source === undefined ? [] : [sourceLine(file.path, line, source)]),
    ...(isPlace
      ? [
          element('h3', {}, 'On the command line'),
          element(
            'pre',
            { class: 'commands', tabindex: 0, 'aria-label': 'commands' },
            `ssot-codemod explain ${shellPath(`${file.path}:${line}`)}`,
          ),
        ]
      : []),
  ];
}

function sourceLine(path: string, line: number, source: string): HTMLElement {
  return element(
    'pre',
    { class: 'source', tabindex: 0, 'aria-label': 'source line' },
    element('span', { class: 'number' }, `${line}  `),
    ...codeLine(source, path),
  );
}
