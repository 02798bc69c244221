import { formatTarget } from '../model/config.ts';
import { shimMark } from '../model/shim.ts';
import type { ForwardedName, Shim } from '../model/shim.ts';

/** The text of a shim. Its first lines keep formatters and linters away, so that it stays as generated. */
export function renderShim({ module, support, names, all, old, group }: Shim): string {
  const [holder, name] = splitLast(support);
  const dunder = '__all__';
  return [
    `${shimMark}, which also checks it: ssot-codemod shim --check`,
    '# fmt: off',
    '# isort: skip_file',
    '# ruff: noqa',
    `"""Forwards the names of ${module} to the paths below: import them from there."""`,
    'from typing import TYPE_CHECKING',
    holder === '' ? `from ${name} import forward as _forward` : `from ${support} import forward as _forward`,
    '',
    'if TYPE_CHECKING:',
    ...names.flatMap((one) => declaration(one, all.includes(one.name))).map((line) => `    ${line}`),
    '',
    `${dunder} = [${all.length === 0 ? '' : '\n'}${all.map((one) => `    ${quoted(one)},\n`).join('')}]`,
    '',
    '_forward(',
    '    __name__,',
    '    {',
    ...names.map((one) => `        ${quoted(one.name)}: ${quoted(formatTarget(one.target))},`),
    '    },',
    ...(old === undefined ? [] : [`    old=${quoted(old)},`]),
    ...(group.length === 0 ? [] : [`    group=(${group.map(quoted).join(', ')},),`]),
    ')',
    '',
  ].join('\n');
}

/** The lines by which type checkers know the name: re-exported when it is public, or when it is defined by the legacy module. */
function declaration({ name, target }: ForwardedName, isPublic: boolean): string[] {
  const { module, name: attribute } = target;
  if (attribute === undefined) return [module === name ? `import ${name} as ${name}` : `import ${module} as ${name}`];
  if (attribute === name || isPublic) return [`from ${module} import ${attribute} as ${name}`];
  // An import under another name is no export for a strict type checker; an assignment is.
  return [`from ${module} import ${attribute} as _ssot_${name}`, `${name} = _ssot_${name}`];
}

function quoted(text: string): string {
  return `"${text}"`;
}

function splitLast(module: string): [string, string] {
  const dot = module.lastIndexOf('.');
  return [module.slice(0, Math.max(0, dot)), module.slice(dot + 1)];
}
