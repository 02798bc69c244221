import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { AuditedFile } from '../audited-file.ts';
import { child, everything } from '../syntax.ts';

/** The name of a parameter, however it is written: with a default, an annotation, or stars. */
export function parameterName(parameter: SyntaxNode, file: AuditedFile): string {
  const named = child(parameter, 'name') ?? parameter;
  const identifier = [...everything(named)].find(({ type }) => type === 'identifier');
  return identifier ? file.source(identifier) : '';
}
