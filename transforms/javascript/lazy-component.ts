import type { Node } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { rangeOf } from '../../src/parse/javascript/module-references.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { nameText } from './identifier.ts';
import { replaceSpecifier } from './move-recorder.ts';

/** The functions that take the default export of the module that a function loads, by the modules that export them. */
const takers: ReadonlyMap<string, readonly string[]> = new Map([
  ['react', ['lazy']],
  ['preact/compat', ['lazy']],
  ['preact-iso', ['lazy']],
  ['solid-js', ['lazy']],
  ['vue', ['defineAsyncComponent']],
  ['next/dynamic', ['default']],
  ['@loadable/component', ['default', 'lazy']],
]);

/** Is it the module of `lazy(() => import('x'))`, of which nothing but the default export is used? */
export function isLazyComponent(file: JavaScriptFile, { node, parents }: ModuleReference): boolean {
  const around = parents.toReversed();
  let [k, inner]: [number, Node | ModuleReference['node']] = [0, node];
  for (
    let parent = around[k];
    parent && /^(?:ParenthesizedExpression|ReturnStatement|BlockStatement)$/.test(parent.type);
  ) {
    if (parent.type === 'BlockStatement' && parent.body.length !== 1) return false;
    inner = parent;
    parent = around[++k];
  }
  const [loader, call] = [around[k], around[k + 1]];
  const isLoader = loader?.type === 'ArrowFunctionExpression' || loader?.type === 'FunctionExpression';
  if (!isLoader || loader.body !== inner || call?.type !== 'CallExpression' || call.arguments[0] !== loader)
    return false;
  const { callee } = call;
  if (callee.type === 'Identifier') return isTaker(file, callee.name, undefined);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return false;
  return callee.property.type === 'Identifier' && isTaker(file, callee.object.name, callee.property.name);
}

/** Does an import bind the name to such a function, or to the module of one? */
function isTaker({ references }: JavaScriptFile, local: string, member: string | undefined): boolean {
  return references.some(({ specifier, node }) => {
    const names = takers.get(specifier);
    if (names === undefined || node.type !== 'ImportDeclaration') return false;
    return node.specifiers.some((item) => {
      if (item.local.name !== local) return false;
      if (member !== undefined) return item.type !== 'ImportSpecifier' && names.includes(member);
      if (item.type === 'ImportDefaultSpecifier') return names.includes('default');
      if (item.type !== 'ImportSpecifier') return false;
      return names.includes(item.imported.type === 'Identifier' ? item.imported.name : item.imported.value);
    });
  });
}

/** The edits by which the loader gives the canonical export as the default one. */
export function moveLazyComponent({ source }: JavaScriptFile, reference: ModuleReference, { to }: Legacy): TextEdit[] {
  const { name = 'default', module } = to;
  const edits = [replaceSpecifier(source.text, reference, module)];
  if (name === 'default') return edits;
  const { end } = rangeOf(reference.node);
  const member = nameText(name) === name ? `m.${name}` : `m[${nameText(name)}]`;
  return [...edits, { start: end, end, text: `.then((m) => ({ default: ${member} }))` }];
}
