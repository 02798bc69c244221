/** Is a generated file as it would be written? Its line endings are an affair of the checkout. */
export function isSameText(current: string, written: string): boolean {
  return current.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') === written;
}
