/** A file, or a folder with a slash at its end, that cannot be looked at. */
export interface UnreadPlace {
  /** Relative to the root. */
  readonly path: string;
  readonly why: 'outside-root' | { readonly error: string };
}

/** Why what is not in the root is not read. */
export const outsideRoot = 'it is a link that leads out of the root, or below one';
