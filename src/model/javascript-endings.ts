/** Files that are a program of TypeScript, which a compiler reads. */
const typed = ['ts', 'tsx', 'mts', 'cts'];
/** Files whose programs are parts of them, beside templates and styles; a compiler reads these, too. */
const components = ['vue', 'svelte'];
const all = [...typed, 'js', 'jsx', 'mjs', 'cjs', ...components];
/** The same, of carriers: their scripts are read where the carrier is on. */
const carried = ['astro', 'mdx'];

/** Files that load modules, and are not read: pages and styles. */
const pages = ['css', 'htm', 'html', 'less', 'pcss', 'sass', 'scss', 'styl'];

/** All files that hold JavaScript or TypeScript. */
export const javaScriptGlob = `**/*.{${all.join(',')}}`;

/** Does the file hold JavaScript or TypeScript, by its name? */
export function isJavaScript(path: string): boolean {
  return all.includes(endingOf(path));
}

/** Is the file a page or a style, by its name? */
export function isPage(path: string): boolean {
  return pages.includes(endingOf(path));
}

/** Is the file one whose templates use names that its scripts bind? */
export function isComponent(path: string): boolean {
  return components.includes(endingOf(path)) || carried.includes(endingOf(path));
}

/** Does a compiler leave out imports of the file of which nothing is used as a value? */
export function mayElide(path: string): boolean {
  return typed.includes(endingOf(path)) || components.includes(endingOf(path));
}

function endingOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? '' : path.slice(dot + 1);
}
