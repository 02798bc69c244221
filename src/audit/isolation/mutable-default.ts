import { child, mutableContainer } from '../syntax.ts';
import { parameterName } from './parameters.ts';
import type { IsolationRule } from './rule.ts';

const container = /=\s*(?:[[{]|(?:\w+\.)?(?:list|dict|set|defaultdict|deque|OrderedDict|Counter)\()/;

/** `def send(message, clients=[])`. */
export const mutableDefault: IsolationRule = {
  id: 'isolation/mutable-default',
  summary: 'The default of a parameter is a container that all calls share',
  help: 'Defaults are made once, when the function is defined: data that one call adds is there for the next, for any user. Use None, and make the container in the function.',
  kinds: ['function'],
  namesManager: false,
  mayHold: (text) => container.test(text),
  check: (line, file) => {
    const definition = file.tree(line).children[0];
    if (definition?.type !== 'function_definition') return [];
    return (child(definition, 'parameters')?.children ?? []).flatMap((parameter) => {
      const value = child(parameter, 'value');
      if (value === undefined || mutableContainer(value, file) === undefined) return [];
      const name = parameterName(parameter, file);
      const isState = file.names.sharedState.matches(name);
      return [
        {
          start: parameter.start,
          end: parameter.end,
          severity: isState ? 'medium' : 'low',
          message: `the default of ${name} is one container for all calls`,
          fix: `${name}=None, and make it in the function`,
        },
      ];
    });
  },
};
