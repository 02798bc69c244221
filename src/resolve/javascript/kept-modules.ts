/** How a file says to others that it goes on to load a legacy module, whatever becomes of its moves. */
export function keepsLoading(key: string): string {
  return `\0loads\0${key}`;
}
