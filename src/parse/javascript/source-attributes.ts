import type { ModuleReference } from './module-references.ts';
import { elements } from './component-elements.ts';

/** Each attribute of an opening tag, with its value where that stands between quotes. */
const attribute = /[^\s>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/**
 * The files that a component takes parts of itself from: `src` of its script, template and style elements
 * (https://vuejs.org/api/sfc-spec.html#src-imports). Vue resolves them as it does specifiers.
 * @param isWanted tells by the text of its attributes whether an element counts
 */
export function sourceAttributes(text: string, isWanted: (attributes: string) => boolean): ModuleReference[] {
  const wanted = elements(text).filter(({ attributes: written }) => isWanted(written));
  return wanted.flatMap(({ name, attributes, tag }) =>
    [...attributes.matchAll(attribute)].flatMap(({ 0: written, index }) => {
      const [, before = '', quoted = ''] = /^(src\s*=\s*)("[^"]+"|'[^']+')$/i.exec(written) ?? [];
      if (quoted === '') return [];
      // Behind "<", the name and what stands before the value.
      const start = tag.start + 1 + name.length + index + before.length;
      const node = { type: 'SourceAttribute', element: name, ...tag } as const;
      const specifier = quoted.slice(1, -1);
      return [{ start, end: start + quoted.length, form: 'url', specifier, node, parents: [] }];
    }),
  );
}
