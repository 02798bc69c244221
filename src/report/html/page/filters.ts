import type { FileData, LeftData, ReportData } from '../report-data.ts';
import type { Shape } from '../../../review/shape.ts';

/** The filter of the file list. Empty fields do not filter. */
export interface Filter {
  readonly text: string;
  readonly tier: string;
  /** Name of an owner; `-` for files without one. */
  readonly owner: string;
  /** A folder: files below it. */
  readonly directory: string;
  readonly reason: string;
  /** Id of a Shape. */
  readonly shape: string;
}

export const everything: Filter = { text: '', tier: '', owner: '', directory: '', reason: '', shape: '' };

/** Something that was left, with its file. */
export interface LeftRow {
  readonly file: FileData;
  readonly left: LeftData;
}

export interface Matches {
  /** Indices of Shapes. */
  readonly shapes: readonly number[];
  readonly files: readonly FileData[];
  readonly left: readonly LeftRow[];
}

/** Searches shapes, files that change and references that stay. Everything is prepared, so that a key stroke does not wait. */
export class Finder {
  readonly #data: ReportData;
  readonly #shapeTexts: readonly string[];
  readonly #paths: readonly string[];
  readonly #fileTexts: readonly string[];
  readonly #left: readonly { readonly row: LeftRow; readonly index: number; readonly text: string }[];

  constructor(data: ReportData) {
    this.#data = data;
    this.#shapeTexts = data.shapes.map(({ id, transform, from, to, reason }) =>
      [id, transform, from, to, reason].join('\n').toLowerCase(),
    );
    this.#paths = data.files.map(({ path }) => path.toLowerCase());
    this.#fileTexts = data.files.map(({ path, diff }) =>
      `${path}\n${typeof diff === 'string' ? diff : ''}`.toLowerCase(),
    );
    this.#left = data.files.flatMap((file, index) =>
      file.left.map((left) => ({
        row: { file, left },
        index,
        text: [file.path, left.reason, left.what, left.message, left.source ?? ''].join('\n').toLowerCase(),
      })),
    );
  }

  find(filter: Filter): Matches {
    const { files, shapes } = this.#data;
    const text = filter.text.trim().toLowerCase();
    const isPlaced = this.#placed(filter);
    const chosen = shapes.map(
      (shape) => isOf(shape, filter) && (filter.reason === '' || shape.reason === filter.reason),
    );
    const speaks = shapes.map((_, k) => this.#speaks(k, text));
    const inPlace = shapes.map(() => false);
    // A shape is found by what it says, and by the paths of its files.
    for (const [k, file] of files.entries()) {
      if (!isPlaced[k]) continue;
      const isNamed = text !== '' && (this.#paths[k] ?? '').includes(text);
      for (const shape of shapesOf(file)) if (isNamed || speaks[shape] === true) inPlace[shape] = true;
    }
    return {
      shapes: [...shapes.keys()].filter((k) => chosen[k] && inPlace[k]),
      files: files.filter((file, k) => isPlaced[k] && this.#isFile(file, k, filter, text)),
      left: this.#left
        .filter(
          ({ row, index, text: own }) =>
            isPlaced[index] && (filter.reason === '' || row.left.reason === filter.reason) && own.includes(text),
        )
        .map(({ row }) => row),
    };
  }

  /** By the index of the file: is it below the directory, and the owner's? */
  #placed({ directory, owner }: Filter): boolean[] {
    const { files, owners } = this.#data;
    const index = owner === '' ? undefined : owner === '-' ? -1 : owners.indexOf(owner);
    return files.map(
      (file) =>
        (directory === '' || file.path.startsWith(`${directory}/`)) && (index === undefined || file.owner === index),
    );
  }

  #speaks(shape: number, text: string): boolean {
    return text === '' || (this.#shapeTexts[shape] ?? '').includes(text);
  }

  #isFile(file: FileData, k: number, filter: Filter, text: string): boolean {
    if (file.status !== 'changed' && file.edits.length === 0 && file.operation === undefined) return false;
    const { shapes } = this.#data;
    const hasShape = filter.tier === '' && filter.shape === '';
    const isOfShape = hasShape || shapesOf(file).some((shape) => isOf(shapes[shape], filter));
    const isOfReason = filter.reason === '' || file.left.some(({ reason }) => reason === filter.reason);
    if (!isOfShape || !isOfReason) return false;
    return (
      text === '' ||
      (this.#fileTexts[k] ?? '').includes(text) ||
      shapesOf(file).some((shape) => this.#speaks(shape, text))
    );
  }
}

/** The indices of the Shapes that a file has a part in. */
function shapesOf({ edits, operation }: FileData): number[] {
  return [...edits.map(([shape]) => shape), ...(operation ? [operation.shape] : [])];
}

function isOf(shape: Shape | undefined, { tier, shape: id }: Filter): boolean {
  return (tier === '' || shape?.tier === tier) && (id === '' || shape?.id === id);
}

/** The folders of files with the number of files below each, the fullest first. */
export function directories(files: readonly FileData[], limit: number): [folder: string, files: number][] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const folder = path.slice(0, at);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, limit);
}

/** The reasons of references that stay, with their numbers, the most frequent first. */
export function reasons(files: readonly FileData[]): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { left } of files) for (const { reason } of left) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].toSorted(([, m], [, n]) => n - m);
}
