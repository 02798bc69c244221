import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { AuditedFile, Enclosure } from '../audited-file.ts';
import { assignments, child, everything } from '../syntax.ts';
import type { IsolationRule, Risk } from './rule.ts';

const place =
  /^(?:_instances?|__instance|_shared_instance|instance)[ \t]*(?::[^=\n]*)?=(?!=)|^class\b.*\bmetaclass[ \t]*=[ \t]*(?:\w+\.)*Singleton(?:Meta)?\b|^@(?:\w+\.)*singleton\b/s;
const fix = 'make one for each user; share only objects without data of users';

/** `_instance` with what sets it, a metaclass or a decorator of that name. */
export const singleton: IsolationRule = {
  id: 'isolation/singleton',
  summary: 'A class gives everybody the same instance',
  help: 'Data of one user stays in the instance for the next user. Make one instance for each user or request. Shared objects, such as a pool, should hold no data of users.',
  kinds: ['import-time', 'class', 'decorator'],
  namesManager: false,
  mayHold: (text) => place.test(text),
  check: (line, file) => {
    const owner = singletonClass(line, file);
    if (owner === undefined) return [];
    const { start, end } = file.lines.range(owner.line);
    return [{ start, end: Math.min(end, lineEnd(file.text, start)), ...judge(owner, file) }];
  },
};

/** The class that the line makes a singleton. */
function singletonClass(line: number, file: AuditedFile): Enclosure | undefined {
  const tree = file.tree(line);
  const statement = tree.children[0];
  if (statement?.type === 'class_definition') return hasMetaclass(statement, file) ? file.enclosureAt(line) : undefined;
  if (statement?.type === 'decorated_definition') return decoratedClass(line, file);
  const owner = file.enclosures(line)[0];
  if (owner?.word !== 'class') return undefined;
  const names = assignments(tree).flatMap(({ target }) => (target.type === 'identifier' ? [file.source(target)] : []));
  return names.some((name) => isSetInside(name, owner, file)) ? owner : undefined;
}

function hasMetaclass(definition: SyntaxNode, file: AuditedFile): boolean {
  const list = child(definition, 'superclasses');
  return (list?.children ?? []).some(
    (node) => node.type === 'keyword_argument' && /^metaclass\s*=.*Singleton/s.test(file.source(node)),
  );
}

function decoratedClass(line: number, file: AuditedFile): Enclosure | undefined {
  for (let next = line + 1; next < file.lines.length; next++) {
    const found = file.enclosureAt(next);
    if (found) return found.word === 'class' ? found : undefined;
    if (!file.lines.text(next).startsWith('@')) return undefined;
  }
  return undefined;
}

/** Does the class put one object there, for all: `cls._instance = …`, and not one for each key? */
function isSetInside(name: string, owner: Enclosure, file: AuditedFile): boolean {
  const mention = new RegExp(String.raw`\.${name}\b`);
  for (let line = owner.line + 1; line < file.lines.blockEnd(owner.line); line++) {
    if (!mention.test(file.lines.text(line))) continue;
    for (const { target } of assignments(file.tree(line))) {
      const isSubscript = target.type === 'subscript';
      const attribute = isSubscript ? child(target, 'value') : target;
      if (attribute?.type !== 'attribute' || !file.source(attribute).endsWith(`.${name}`)) continue;
      const root = file.source(child(attribute, 'object') ?? attribute).replace(/\s/g, '');
      const isOfClass = /^(?:cls|mcs|klass|type\(self\)|self\.__class__|__class__)$/.test(root) || root === owner.name;
      const key = child(target, 'subscript');
      if (isOfClass && (!isSubscript || (key && /^(?:cls|name|klass)$/.test(file.source(key))))) return true;
    }
  }
  return false;
}

function judge({ name, line }: Enclosure, file: AuditedFile): Omit<Risk, 'start' | 'end'> {
  if (file.names.isManager(name))
    return {
      severity: 'critical',
      message: `${name} is one instance for all users, and holds data of each`,
      fix,
    };
  const state = stateOf(line, file);
  if (state !== undefined)
    return { severity: 'high', message: `${name} is one instance for all users, and keeps ${state}`, fix };
  return {
    severity: 'low',
    message: `${name} is one instance for all users`,
    fix: 'see that it holds nothing of a user',
  };
}

/** A container of what belongs to users that the class makes for its instances. */
function stateOf(header: number, file: AuditedFile): string | undefined {
  for (let line = header + 1; line < file.lines.blockEnd(header); line++) {
    const [, written] = /^self\.(\w+)\s*(?::[^=]*)?=\s*(?:\{|\[|\w+\()/.exec(file.lines.text(line)) ?? [];
    if (written === undefined || !file.names.sharedState.matches(written)) continue;
    const isAssigned = [...everything(file.tree(line))].some((node) => node.type === 'assignment');
    if (isAssigned) return written;
  }
  return undefined;
}

function lineEnd(text: string, start: number): number {
  const end = text.slice(start).search(/[\r\n]/);
  return end < 0 ? text.length : start + end;
}
