import { isPath } from './path-values.ts';
import type { PathValue } from './path-values.ts';

/** Roles of Sphinx that name an object of Python (domains of Python in its documentation). */
const roles = 'mod|func|data|const|class|meth|attr|type|exc|obj|deco';
const named = String.raw`[~!]?([\w.]+)(\(\))?`;
/** `` :class:`~a.b.C` ``, `` :py:class:`text <a.b.C>` ``, and in MyST `` {py:class}`a.b.C` ``. */
const role = new RegExp(
  String.raw`(?::(?:py:)?(?:${roles}):|\{(?:py:)?(?:${roles})\})\x60(?:[^\x60<>\n]*<)?${named}>?\x60`,
  'g',
);
/** `.. autoclass:: a.b.C`, `.. automodule:: a.b`, `::: a.b.C` of mkdocstrings, and ` ```{autoclass} a.b.C `. */
const directive =
  /^[ \t]*(?:\.\.[ \t]+(?:auto(?:module|class|function|method|attribute|data|exception|decorator)|(?:py:)?(?:currentmodule|module))::|:::|`{3,}\{auto(?:module|class|function|method|attribute|data|exception)\})[ \t]+([\w.]+)[ \t]*$/gm;

/** The names of objects that Sphinx looks up in a text, which it finds where they are imported from. */
export function sphinxNames(text: string, offset = 0): PathValue[] {
  const found: PathValue[] = [];
  if (!/:`|\}`|::|\{auto/.test(text)) return found;
  for (const pattern of [role, directive])
    for (const { index, 0: whole, 1: path = '' } of text.matchAll(pattern)) {
      if (!isPath(path) || !path.includes('.')) continue;
      const start = offset + index + whole.lastIndexOf(path);
      found.push({ start, end: start + path.length, text: path, use: 'import', place: '' });
    }
  return found.toSorted((a, b) => a.start - b.start);
}
