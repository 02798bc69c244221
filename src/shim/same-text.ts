/** A sentence about a generated file that is not. */
export const notAsWritten = 'it is not as it would be written: somebody edited it, or the Map or the tool has changed';

/** Is a generated file as it would be written? Its line endings are an affair of the checkout. */
export function isSameText(current: string, written: string): boolean {
  return current.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') === written;
}
