import type { LogicalLines } from './logical-lines.ts';
import type { Scope } from './scope.ts';

/** Does a class give the name another one where its body says it (reference manual 6.2.1)? */
export function isPrivateName(name: string): boolean {
  return name.startsWith('__') && !name.endsWith('__');
}

/** Is the scope that of a class, or inside of one? */
export function isInClass(scope: Scope | undefined): boolean {
  return scope !== undefined && (scope.kind === 'class' || isInClass(scope.parent));
}

/** Does the statement at the offset stand in a class? */
export function standsInClass(lines: LogicalLines, offset: number): boolean {
  for (const { word } of lines.headers(offset)) if (word === 'class') return true;
  return false;
}
