import { dottedName, split } from './token-groups.ts';
import type { Token } from './tokens.ts';

/** The first words of statements that set names of the module by their text. */
const writers = new Set(['globals', 'vars', 'locals', 'sys', 'setattr']);
const ofNamespace = /^(?:globals|vars|locals) \( \) (?:(?:\[|\. \w+ \() ["'](\w+)["'])?/;
const ofOwnModule = /^sys \. modules \[ __name__ \] (?:\. (\w+) )?=/;
const ofObject = /^setattr \( (?:sys \. modules \[ __name__ \]|(\w+(?: \. \w+)*)) , (?:["'](\w+)["'] ,)?/;

/**
 * The names that a statement sets other than by binding them: see ModuleBindings.written.
 * @param targets those of an assignment
 */
export function writtenNames(tokens: readonly Token[], targets: readonly (readonly Token[])[]): string[] {
  if (!writers.has(tokens[0]?.text ?? ''))
    return targets.flatMap((target) => dottedName(target) ?? []).filter((path) => path.includes('.'));
  const statement = tokens.map(({ text }) => text).join(' ');
  const namespace = ofNamespace.exec(statement);
  if (namespace) return namespace[1] === undefined ? (keywords(tokens) ?? ['*']) : [namespace[1]];
  const own = ofOwnModule.exec(statement);
  if (own) return [own[1] ?? '*'];
  const [call, object, name = '*'] = ofObject.exec(statement) ?? [];
  if (call === undefined) return [];
  return [object === undefined ? name : `${object.replaceAll(' ', '')}.${name}`];
}

/** The keywords of `globals().update(A=…, B=…)`, if it has no other arguments. */
function keywords(tokens: readonly Token[]): string[] | undefined {
  if (tokens[4]?.text !== 'update') return undefined;
  const given = split(tokens.slice(6, -1), ',').filter((argument) => argument.length > 0);
  return given.every((argument) => argument[1]?.text === '=') ? given.map(([name]) => name?.text ?? '') : undefined;
}
