import type { ModuleExports } from '../model/module-exports.ts';
import type { ShimEvidence } from './judge-module.ts';
import type { ScriptName } from './script-names.ts';

/** Why the text of a legacy module of JavaScript speaks against a shim. */
export function scriptEvidence(path: string, text: string, exports: ModuleExports): ShimEvidence[] {
  if (isCommonJs(path, text)) return [{ reason: 'is-commonjs' }];
  const line = lineOfDirective(text) ?? lineOfDeclaration(text);
  const typedef = /\.[mc]?jsx?$/.test(path) ? /@(?:typedef|callback)\b/.exec(text) : null;
  return [
    ...(exports.effectLine === undefined
      ? []
      : [{ reason: 'effects', detail: `${path}:${exports.effectLine}` } as const]),
    ...(line === undefined ? [] : [{ reason: 'effects', detail: `${path}:${line}` } as const]),
    ...(typedef === null ? [] : [{ reason: 'unmapped-names', detail: `types in comments (${path})` } as const]),
  ];
}

/** The evidence about exports, by their reasons. */
export function exportEvidence(path: string, names: readonly ScriptName[]): ShimEvidence[] {
  const alone = names.filter(({ target }) => target === undefined);
  const types = /\.[mc]?jsx?$/.test(path) ? names.filter(({ isType, target }) => isType && target !== undefined) : [];
  const reasons = new Set(names.map(({ reason }) => reason));
  return [
    ...(alone.length === 0 ? [] : [{ reason: 'unmapped-names', detail: `${shown(alone)} (${path})` } as const]),
    ...(types.length === 0
      ? []
      : [{ reason: 'dynamic-names', detail: `JavaScript cannot name types: ${shown(types)}` } as const]),
    ...[...reasons].flatMap((reason): ShimEvidence[] =>
      reason === undefined ? [] : [{ reason, detail: shown(names.filter((one) => one.reason === reason)) }],
    ),
  ];
}

/** A module of CommonJS, or one that may be: no `export` of ES modules stands in it. */
function isCommonJs(path: string, text: string): boolean {
  if (/\.c[jt]s$/.test(path) || /(?:^|[;}\s])export\s*=/.test(text)) return true;
  return !/(?:^|[;}\s])export\b/.test(text) || /(?:^|[;}\s])(?:module\.)?exports(?:\.\w+|\[[^\]]+\])?\s*=/.test(text);
}

/** `'use client'`: it says where the module runs. */
function lineOfDirective(text: string): number | undefined {
  return lineOf(text, /^[ \t]*(["'])use (?!strict\b)[\w -]+\1/m);
}

/** Declarations for others: `declare global`, `declare module`, `/// <reference …>`. */
function lineOfDeclaration(text: string): number | undefined {
  return lineOf(text, /^[ \t]*(?:declare\s+(?:global|module|namespace)\b|\/\/\/\s*<reference\b)/m);
}

function lineOf(text: string, pattern: RegExp): number | undefined {
  const at = pattern.exec(text)?.index;
  return at === undefined ? undefined : text.slice(0, at).split(/\r\n?|\n/).length;
}

function shown(names: readonly ScriptName[]): string {
  const first = names
    .slice(0, 5)
    .map(({ name, target }) => (target ? `${name} → ${target.specifier}#${target.name}` : name));
  return `${first.join(', ')}${names.length > first.length ? `, and ${names.length - first.length} more` : ''}`;
}
