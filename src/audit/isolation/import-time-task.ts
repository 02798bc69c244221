import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { AuditedFile } from '../audited-file.ts';
import { calledName, child, everything, running } from '../syntax.ts';
import type { IsolationRule } from './rule.ts';

const starters: ReadonlySet<string> = new Set([
  'create_task',
  'ensure_future',
  'Thread',
  'Timer',
  'run_coroutine_threadsafe',
  'run_in_executor',
  'add_job',
]);
const place = new RegExp(String.raw`\b(?:${[...starters].join('|')})[ \t]*\(`);

/** `asyncio.create_task(manager.clean_up())` outside of functions. */
export const importTimeTask: IsolationRule = {
  id: 'isolation/import-time-task',
  summary: 'A task that works on a manager is started when the module is imported',
  help: 'It keeps the first manager for as long as the process lives. Start it where the manager is made, and end it with the session of the user.',
  kinds: ['import-time'],
  namesManager: false,
  mayHold: (text) => place.test(text),
  check: (line, file) => {
    if (!file.runsAtImport(line)) return [];
    return [...running(file.tree(line))].flatMap((node) => {
      if (node.type !== 'call' || !starters.has(calledName(node, file) ?? '')) return [];
      const captured = capturedManager(child(node, 'arguments'), file);
      if (captured === undefined) return [];
      return [
        {
          start: node.start,
          end: node.end,
          severity: 'high',
          message: `a task is started at import, and keeps ${captured}`,
          fix: 'start it where the manager is made for a user',
        },
      ];
    });
  },
};

/** The first name of a manager among the arguments; names that a lambda reads count, too. */
function capturedManager(list: SyntaxNode | undefined, file: AuditedFile): string | undefined {
  for (const node of list ? everything(list) : []) {
    if (node.type !== 'identifier') continue;
    const name = file.source(node);
    const meant = file.importedAs(name) ?? name;
    if (file.names.instances.matches(meant) || file.names.isManager(meant) || file.names.isAccessor(meant)) return name;
  }
  return undefined;
}
