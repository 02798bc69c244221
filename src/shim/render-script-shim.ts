import { scriptShimMark } from '../model/shim.ts';
import type { ScriptTarget } from './script-names.ts';

/** An export of a shim. */
export interface ForwardedExport {
  readonly name: string;
  readonly target: ScriptTarget;
  readonly isType: boolean;
}

/**
 * The text of a module that re-exports. Each specifier is marked: TypeScript and editors then strike its uses through,
 * which they do not for a mark above `export *`.
 * @param quote the quotation mark of the repository
 */
export function renderScriptShim(exports: readonly ForwardedExport[], quote: '"' | "'"): string {
  const groups = new Map<string, ForwardedExport[]>();
  for (const one of exports) {
    const { specifier, name } = one.target;
    const key = name === '*' ? `namespace ${specifier} ${one.name}` : `${one.isType ? 'type' : 'value'} ${specifier}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [
    `${scriptShimMark}, which also checks it: ssot-codemod shim --check`,
    '/* eslint-disable */',
    ...[...groups.values()].flatMap((group, k) =>
      isNamespace(group) ? namespaceLines(group, quote, k) : lines(group, quote),
    ),
    ...(exports.length === 0 ? ['export {};'] : []),
    '',
  ].join('\n');
}

/** Do two texts of a shim say the same? Formatters may write quotation marks, commas and lines as they like. */
export function isSameScript(current: string, written: string): boolean {
  return plain(current) === plain(written);
}

function plain(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('"', "'")
    .replace(/\s+|;/g, '')
    .replaceAll(',}', '}');
}

function lines(group: readonly ForwardedExport[], quote: '"' | "'"): string[] {
  const [first] = group;
  return [
    first?.isType === true ? 'export type {' : 'export {',
    ...group.flatMap(({ name, target }) => [
      `  ${mark(target, quote)}`,
      `  ${target.name === name ? exportName(name, quote) : `${exportName(target.name, quote)} as ${exportName(name, quote)}`},`,
    ]),
    `} from ${quoted(first?.target.specifier ?? '', quote)};`,
  ];
}

function isNamespace(group: readonly ForwardedExport[]): boolean {
  return group.some(({ target }) => target.name === '*');
}

/** `export * as name` has no specifier that could be marked. */
function namespaceLines(group: readonly ForwardedExport[], quote: '"' | "'", number: number): string[] {
  return group.flatMap(({ name, target, isType }) => [
    `import ${isType ? 'type ' : ''}* as module${number} from ${quoted(target.specifier, quote)};`,
    isType ? 'export type {' : 'export {',
    `  ${mark(target, quote)}`,
    `  module${number} as ${exportName(name, quote)},`,
    '};',
  ]);
}

function mark({ specifier, name }: ScriptTarget, quote: '"' | "'"): string {
  const what = name === '*' ? '' : `${name} from `;
  return `/** @deprecated use ${what}${quoted(specifier, quote).replaceAll('*/', '*\\/')} */`;
}

/** Names that are no identifiers are written as strings (ECMA-262, ModuleExportName). */
function exportName(name: string, quote: '"' | "'"): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200C\u200D]*$/u.test(name) ? name : quoted(name, quote);
}

function quoted(text: string, quote: '"' | "'"): string {
  const json = JSON.stringify(text);
  return quote === '"' ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
