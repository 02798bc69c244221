import type { AuditedFile, Enclosure } from '../audited-file.ts';
import { assignments, everything, mutableContainer } from '../syntax.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { IsolationRule } from './rule.ts';

const place = /^(\w+)[ \t]*(?::[^=]*)?=[ \t]*(?:\{|\[|\(?\w[\w.]*\()/;

/** Is a container assigned whose name says that it holds what belongs to users? */
function mayHoldState(text: string, names: Vocabulary): boolean {
  const [, name] = place.exec(text) ?? [];
  return name !== undefined && names.sharedState.matches(name);
}

/** `connections = {}` outside of functions and classes. */
export const moduleState: IsolationRule = {
  id: 'isolation/module-state',
  summary: 'A module keeps connections, users or sessions in a container that all requests share',
  help: 'All users can reach the data of one. Keep it in an object that is made for the user or request. A registry by user belongs behind one class that checks who asks.',
  kinds: ['import-time'],
  namesManager: false,
  mayHold: mayHoldState,
  check: (line, file) => {
    const isOfModule = file.enclosures(line).length === 0 && file.runsAtImport(line);
    if (!isOfModule) return [];
    return sharedContainers(line, file).map(({ name, node, isSure }) => ({
      start: node.start,
      end: node.end,
      severity: isSure ? 'critical' : 'high',
      message: `${name} is one container for all users of the process`,
      fix: 'keep it in an object that is made for a user or request',
    }));
  },
};

/** `connections = {}` in the body of a class. */
export const classState: IsolationRule = {
  id: 'isolation/class-state',
  summary: 'A class keeps connections, users or sessions in a container that all its instances share',
  help: 'An attribute of the class is one object for all instances, and so for all users. Make it in __init__, or with field(default_factory=…) in a dataclass.',
  kinds: ['import-time'],
  namesManager: false,
  mayHold: mayHoldState,
  check: (line, file) => {
    const owner = file.enclosures(line)[0];
    if (owner?.word !== 'class' || !file.runsAtImport(line) || copiesDefaults(owner, file)) return [];
    return sharedContainers(line, file)
      .filter(({ name }) => !isOfInstances(name, owner, file))
      .map(({ name, node, isSure }) => ({
        start: node.start,
        end: node.end,
        severity: isSure ? 'critical' : 'high',
        message: `${owner.name}.${name} is one container for all instances`,
        fix: `make it in __init__: self.${name} = …`,
      }));
  },
};

interface SharedContainer {
  readonly name: string;
  readonly node: SyntaxNode;
  /** It is empty at first: it is there to be filled. */
  readonly isSure: boolean;
}

function sharedContainers(line: number, file: AuditedFile): SharedContainer[] {
  return assignments(file.tree(line)).flatMap(({ target, annotation, value }) => {
    const name = target.type === 'identifier' ? file.source(target) : '';
    if (!file.names.sharedState.matches(name)) return [];
    if (
      annotation &&
      /\bFinal\b|\bMapping\b|\bSequence\b|\bFrozen/.test(file.source(annotation)) &&
      !isChanged(name, file)
    )
      return [];
    const kind = mutableContainer(value, file);
    if (kind === undefined || (kind === 'filled' && !isChanged(name, file))) return [];
    return [{ name, node: target, isSure: kind === 'empty' && isChanged(name, file) }];
  });
}

/** Is something put into the container, or taken out, somewhere in the file? */
function isChanged(name: string, file: AuditedFile): boolean {
  const change = new RegExp(
    String.raw`\b${name}(?:\s*\[[^\]\n]*\]+\s*(?:=(?!=)|[-+|]=|\.(?:append|add|update|pop|setdefault|extend|discard|remove)\b)|\.(?:append|add|insert|extend|update|setdefault|pop|popitem|popleft|appendleft|remove|discard|clear)\s*\()|\bdel\s[^\n]*\b${name}\s*\[`,
    'u',
  );
  return change.test(file.text);
}

/** Models, enumerations and typed dictionaries give each instance its own copy, or have no instances. */
function copiesDefaults({ line }: Enclosure, file: AuditedFile): boolean {
  const definition = file.tree(line).children[0];
  const bases = definition?.children.find(({ field }) => field === 'superclasses');
  return (bases ? [...everything(bases)] : []).some(
    (node) =>
      node.type === 'identifier' &&
      /(?:BaseModel|BaseSettings|Model|Schema|Settings|TypedDict|NamedTuple|Enum|Flag)$/.test(file.source(node)),
  );
}

/** Does a method give each instance a container of its own under that name? */
function isOfInstances(name: string, { line: header }: Enclosure, file: AuditedFile): boolean {
  const own = new RegExp(String.raw`^self\.${name}\s*(?::[^=]*)?=(?!=)`, 'u');
  for (let line = header + 1; line < file.lines.blockEnd(header); line++) {
    if (own.test(file.lines.text(line)) && file.enclosures(line)[0]?.name === '__init__') return true;
  }
  return false;
}
