/** The default export of a module. (A file of its own in the command line, too: code from V8's cache cannot import.) */
export async function importDefault(url: string): Promise<unknown> {
  const module = (await import(url)) as { default?: unknown };
  return module.default;
}
