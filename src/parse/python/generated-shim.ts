import type { ModuleBindings, Suite } from '../../model/module-bindings.ts';
import { shimMark } from '../../model/shim.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';

/** Is the module in the buffer one that `shim` wrote? Its effects are known, and all of its names are written out. */
export function holdsShim(buffer: SourceBuffer): boolean {
  return buffer
    .latin1(0, Math.min(buffer.bytes.length, LONGEST_MARK))
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .startsWith(shimMark);
}

/** The shim whose old code is in the file, by its name; undefined for any other name. */
export function shimOfOld(file: string): string | undefined {
  const [, folder, name] = /^(.*\/)?_legacy_([^/]+\.py)$/.exec(file) ?? [];
  return name === undefined ? undefined : `${folder ?? ''}${name}`;
}

const LONGEST_MARK = 3 + shimMark.length;

/** The bindings of a shim: it forwards what it imports for type checkers. */
export function shimBindings(bindings: ModuleBindings): ModuleBindings {
  return { ...bindings, suite: bindings.suite.flatMap(forwarded), isDynamic: false, opensNamespace: false };
}

function forwarded(item: Suite[number]): Suite {
  if (item.kind !== 'branch') return 'name' in item && /^(?:_forward|TYPE_CHECKING)$/.test(item.name) ? [] : [item];
  return item.arms.flatMap(({ suite }) => suite);
}
