import { element } from './dom.ts';

/** The places that the address of the page can point to, behind its `#`. */
export type Place =
  | { readonly kind: 'shape'; readonly id: string }
  | { readonly kind: 'file'; readonly path: string; readonly line: number | undefined }
  | { readonly kind: 'view'; readonly name: string };

export function hashOf(place: Place): string {
  if (place.kind === 'shape') return `#shape=${encodeURIComponent(place.id)}`;
  if (place.kind === 'view') return `#view=${encodeURIComponent(place.name)}`;
  return `#file=${encodeURIComponent(place.path)}${place.line === undefined ? '' : `:${place.line}`}`;
}

/** @returns undefined when it points to nothing that the page knows */
export function placeOf(hash: string): Place | undefined {
  const [, kind, coded = ''] = /^#(shape|file|view)=(.*)$/.exec(hash) ?? [];
  try {
    if (kind === 'shape') return { kind, id: decodeURIComponent(coded) };
    if (kind === 'view') return { kind, name: decodeURIComponent(coded) };
    if (kind !== 'file') return undefined;
    const [, path = '', line] = /^(.*?)(?::(\d+))?$/.exec(coded) ?? [];
    return { kind, path: decodeURIComponent(path), line: line === undefined ? undefined : Number(line) };
  } catch {
    return undefined; // Somebody wrote it by hand, or cut it.
  }
}

/** A link to a file, or to a line of it. */
export function placeLink(path: string, line: number | undefined, shown: string): HTMLAnchorElement {
  return element('a', { class: 'place-link', href: hashOf({ kind: 'file', path, line }) }, shown);
}
