import type { Target } from './config.ts';

/** A symbol or module from its text: `module:Name`, or `module`. */
export function parseSymbol(text: string): Target {
  const colon = text.indexOf(':');
  return colon < 0 ? { module: text, name: undefined } : { module: text.slice(0, colon), name: text.slice(colon + 1) };
}

/** The module of a symbol, or the module itself. */
export function moduleOf(symbol: string): string {
  return parseSymbol(symbol).module;
}

/** All names of the module of a symbol, which stand for the module as a whole: `module:*`. */
export function everyNameOf(symbol: string): string {
  return `${moduleOf(symbol)}:*`;
}
