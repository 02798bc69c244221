import type { Tier } from '../../../model/tier.ts';
import type { Shape } from '../../../review/shape.ts';
import type { FileData, ReportData } from '../report-data.ts';
import { hunkAt, hunksOf, statementHunk } from './diff-lines.ts';
import { diffView } from './diff-view.ts';
import type { DiffFormat } from './diff-view.ts';
import { button, checkbox, count, element } from './dom.ts';
import { diffBytes, diffText } from './load-data.ts';
import { hashOf, placeLink } from './place.ts';
import type { Mark, ReviewMarks } from './review-marks.ts';

/** The context that detail views need. */
export interface ViewContext {
  readonly data: ReportData;
  readonly format: DiffFormat;
  readonly marks: ReviewMarks;
  readonly fileOf: (path: string) => FileData | undefined;
  /** Show the files of a Shape. */
  readonly showFiles: (shape: Shape) => void;
  readonly setMark: (mark: Mark, id: string, isSet: boolean) => void;
}

const layouts = {
  'in place': 'Changed in place',
  split: 'Split into statements',
  dropped: 'Dropped: the name is bound already',
  created: 'Files created',
  deleted: 'Files deleted',
  renamed: 'Files renamed',
} as const;

export const meanings: Readonly<Record<Tier, string>> = {
  declared: 'Right because the Map says so',
  review: 'For review',
  safe: 'Proven to keep behaviour',
};

export function tierBadge(tier: Tier): HTMLElement {
  return element('span', { class: `badge ${tier}`, title: meanings[tier] }, tier);
}

/** @param shown the text in place of the two paths, which a pointer over it shows in full */
export function move(shape: Shape, shown: Pick<Shape, 'from' | 'to'> = shape): HTMLElement {
  const { from, to, operation, transform } = shape;
  if (operation !== undefined)
    return element('span', { class: 'move' }, element('code', {}, `${operation} ${transform}`));
  return element(
    'span',
    { class: 'move', title: `${from} → ${to}` },
    element('code', {}, shown.from),
    element('span', { class: 'arrow' }, ' → '),
    element('code', {}, shown.to),
  );
}

/** The same for one line: a long beginning that both paths share would leave no room for what differs. */
export function shortMove(shape: Shape): HTMLElement {
  const { from, to } = shape;
  let shared = 0;
  for (let k = 0; from.charAt(k) === to.charAt(k) && k < from.length; k++)
    if (/[./]/.test(from.charAt(k))) shared = k + 1;
  const short = (path: string): string => (shared < LONG ? path : `…${path.slice(shared)}`);
  return move(shape, { from: short(from), to: short(to) });
}

/** Characters that are worth an ellipsis. */
const LONG = 8;

/** `3 edits in 2 files`; for operations on whole files, the files. */
export function extentOf({ edits, files, operation }: Shape): string {
  return `${operation === undefined ? `${count(edits, 'edit')} in ` : ''}${count(files, 'file')}`;
}

/** Everything about one Shape. */
export function shapeView(shape: Shape, context: ViewContext): HTMLElement[] {
  const { id, tier, transform, uses, call, edits, applied, files } = shape;
  const { marks, setMark } = context;
  const patch = patchOf(shape, context.data);
  const box = (mark: Mark, label: string): HTMLElement =>
    checkbox(label, marks.has(mark, id), (isSet) => {
      setMark(mark, id, isSet);
    });
  return [
    element('h2', {}, move(shape)),
    element(
      'p',
      { class: 'facts' },
      tierBadge(tier),
      element('span', {}, `${extentOf(shape)}${applied < edits ? `, ${applied} applied` : ''}`),
      element('span', { class: 'quiet' }, `${transform}${uses === 'rename' ? ', uses are renamed' : ''}`),
      element('a', { class: 'place-link quiet', href: hashOf({ kind: 'shape', id }) }, element('code', {}, id)),
    ),
    becauseView(shape),
    ...(call === undefined ? [] : [element('p', {}, 'Arguments: ', element('code', {}, call))]),
    element(
      'p',
      { class: 'actions' },
      box('viewed', 'Viewed'),
      box('accepted', 'Accept'),
      button(`Show ${count(files, 'file')}`, () => {
        context.showFiles(shape);
      }),
      patch && download(`${id}.patch`, patch, 'Download the patch of this shape'),
    ),
    ...shape.layouts.flatMap(({ kind, edits: own, example }) => [
      element(
        'h3',
        {},
        `${layouts[kind]} `,
        element('span', { class: 'quiet' }, `${count(own, shape.operation === undefined ? 'edit' : 'file')}, as in `),
        placeLink(example.path, example.line, `${example.path}:${example.line}`),
      ),
      exampleView(example, shape, context),
    ]),
    ...(patch
      ? []
      : [
          element(
            'p',
            { class: 'quiet' },
            'There is no patch of this shape alone: in some file its edits move only together with those of other shapes, or its diff is not in this report.',
          ),
        ]),
    element('h3', {}, 'On the command line'),
    element(
      'pre',
      { class: 'commands', tabindex: 0, 'aria-label': 'commands' },
      `ssot-codemod dry-run --shape ${id}\nssot-codemod apply --shape ${id}\nssot-codemod review --accept ${id}`,
    ),
  ];
}

/** Why it has its tier: in full, as it is at the place of the first example. */
function becauseView({ tier, because, operation, layouts: [layout] }: Shape): HTMLElement {
  const { path = '', line = 0 } = layout?.example ?? {};
  const at = tier === 'safe' || operation !== undefined ? [] : ['At ', placeLink(path, line, `${path}:${line}`), ': '];
  return element('p', { class: `because ${tier}` }, element('strong', {}, `${meanings[tier]}. `), ...at, because);
}

function exampleView(
  example: Shape['layouts'][number]['example'],
  shape: Shape,
  { data, format, fileOf }: ViewContext,
): HTMLElement {
  const file = fileOf(example.path);
  const diff = file?.alone[data.shapes.indexOf(shape)] ?? file?.diff;
  const hunks = diff === undefined ? [] : hunkAt(hunksOf(diffText(diff)), example.line);
  const shown = hunks.length > 0 ? hunks : statementHunk(example.line, example.before, example.after);
  return diffView(shown, format, example.path);
}

/** The diffs that take a Shape alone; undefined where one of its files has none. */
function patchOf(shape: Shape, { shapes, files }: ReportData): Blob | undefined {
  const index = shapes.indexOf(shape);
  const own = files.filter(({ edits, operation }) => operation?.shape === index || edits.some(([k]) => k === index));
  const isWhole = ({ edits, operation }: FileData): boolean =>
    (operation === undefined || operation.shape === index) && edits.every(([k]) => k === index);
  const diffs = own.map((file) => file.alone[index] ?? (isWhole(file) ? file.diff : undefined));
  if (diffs.some((diff) => diff === undefined)) return undefined;
  return new Blob(
    diffs.flatMap((diff) => (diff === undefined ? [] : [diffBytes(diff)])),
    { type: 'text/x-diff' },
  );
}

function download(name: string, content: Blob, label: string): HTMLElement {
  return button(label, () => {
    const url = URL.createObjectURL(content);
    element('a', { href: url, download: name }).click();
    setTimeout(() => {
      URL.revokeObjectURL(url);
    }, 10_000);
  });
}
