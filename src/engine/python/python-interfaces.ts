import { isUtf8 } from 'node:buffer';
import { callPlan } from '../../calls/call-plan.ts';
import type { CallPlan, CallRule, NoCallPlan } from '../../model/call-rule.ts';
import { formatTarget } from '../../model/config.ts';
import type { MapEntry, Target } from '../../model/config.ts';
import type { Callable, InterfaceDifference } from '../../model/interface.ts';
import { differencesOf } from '../../interface/differences.ts';
import { resultMembers } from '../../interface/members.ts';
import { callableOf } from '../../interface/python-callables.ts';
import type { InterfaceSources } from '../../interface/python-names.ts';
import type { ModuleTree } from '../../interface/tree.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { classOutlines } from '../../parse/python/class-outlines.ts';
import { LogicalLines } from '../../parse/python/logical-lines.ts';
import { parseModule } from '../../parse/python/syntax/parse.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import type { StaticExports } from '../../resolve/python/static-exports.ts';
import { remember } from '../remember.ts';

/** An entry of the Map that has a rule for calls. */
export type CallEntry = Pick<MapEntry, 'canonical'> & { readonly calls: CallRule };

/** The interfaces of a repository's symbols, and their differences. Each is read when it is first asked for. */
export interface PythonInterfaces {
  readonly sources: InterfaceSources;
  readonly differences: (legacy: Target, canonical: Target) => readonly InterfaceDifference[];
  /** The rule of an entry for calls of one of its symbols. */
  readonly callPlan: (entry: CallEntry, legacy: Target) => CallPlan | NoCallPlan;
}

/** @param read puts the source of a module into a buffer and looks at it; undefined when it is not one readable file */
export function pythonInterfaces(
  index: ModuleIndex,
  exports: StaticExports,
  read: <T>(module: string, look: (buffer: SourceBuffer) => T) => T | undefined,
): PythonInterfaces {
  const treeBy = (parse: (buffer: SourceBuffer) => Pick<ModuleTree, 'text' | 'root'>): InterfaceSources['tree'] =>
    remember((module) => {
      const parsed = read(module, parse);
      const path = index.find(module)?.path;
      return parsed === undefined || path === undefined ? undefined : { module, path, ...parsed };
    });
  const sources: InterfaceSources = { exports, tree: treeBy(wholeTree) };
  const outlines: InterfaceSources = { exports, tree: treeBy(outlineTree) };
  const known = new Map<string, readonly InterfaceDifference[]>();
  /** Many entries of the Map lead to one class. */
  const members = new Map<string, readonly string[] | undefined>();
  const membersOf = (callable: Callable): readonly string[] | undefined => {
    const { symbol } = callable;
    if (!members.has(symbol)) {
      const { names } = resultMembers(sources, callable);
      members.set(symbol, names === null ? undefined : [...names]);
    }
    return members.get(symbol);
  };
  const plans = new Map<string, CallPlan | NoCallPlan>();
  return {
    sources,
    callPlan: (entry, legacy) => {
      const key = formatTarget(legacy);
      let found = plans.get(key);
      if (found === undefined) {
        found = callPlan(sources, entry, legacy, membersOf);
        plans.set(key, found);
      }
      return found;
    },
    differences: (legacy, canonical) => {
      const key = `${formatTarget(legacy)} ${formatTarget(canonical)}`;
      let found = known.get(key);
      if (found === undefined) {
        found = differencesOf(callableOf(outlines, legacy), callableOf(outlines, canonical));
        known.set(key, found);
      }
      return found;
    },
  };
}

function wholeTree({ bytes }: SourceBuffer): Pick<ModuleTree, 'text' | 'root'> {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return { text, root: parseModule(text).root };
}

/** A tree that shows how the functions and classes are called. A large class is mostly bodies of methods. */
function outlineTree(buffer: SourceBuffer): Pick<ModuleTree, 'text' | 'root'> {
  if (!isUtf8(buffer.bytes)) return wholeTree(buffer);
  if (!buffer.isAscii()) buffer.countUtf16();
  const { lines, errorAt } = buffer.outline();
  if (errorAt >= 0) return wholeTree(buffer);
  const own = lines.slice();
  const text = buffer.text();
  const code = classOutlines(text, new LogicalLines(own, text));
  return { text, root: parseModule(code.text, code.ranges).root };
}
