import type { AuditConfig } from '../model/config.ts';
import { NamePatterns, searchFor } from './name-patterns.ts';

/** Doubles of the real thing, whatever they double. */
const doubles = /^_*(?:Mock|Fake|Real|Stub|Dummy|Magic|Failing|Incomplete|Broken|Vulnerable|Test)/;

/** The names that the audit knows, made for look-ups. */
export class Vocabulary {
  readonly implementations: NamePatterns;
  readonly contextNames: NamePatterns;
  readonly sharedState: NamePatterns;
  readonly lifecycleMethods: NamePatterns;
  readonly validationTests: NamePatterns;
  /** Instances by their names: `_websocket_manager` of `WebSocketManager`. */
  readonly instances: NamePatterns;
  /** Where a text may name a manager or an accessor. */
  readonly managerNames: RegExp;
  /** Where a text may give an implementation another name. */
  readonly aliases: RegExp;
  readonly #managers: NamePatterns;
  readonly #accessors: NamePatterns;
  readonly #importedAs: RegExp;

  constructor(config: AuditConfig) {
    const { implementations, managers, accessors, contextNames, sharedState, lifecycleMethods, validationTests } =
      config;
    this.implementations = new NamePatterns(implementations);
    this.contextNames = new NamePatterns(contextNames);
    this.sharedState = new NamePatterns(sharedState, true);
    this.lifecycleMethods = new NamePatterns(lifecycleMethods);
    this.validationTests = new NamePatterns(validationTests);
    this.instances = new NamePatterns(
      managers.flatMap((pattern) => [`${pattern.startsWith('*') ? '' : '*'}${pattern}`, `*${pattern}Instance`]),
      true,
    );
    this.#managers = new NamePatterns([...managers, ...implementations]);
    this.#accessors = new NamePatterns(accessors);
    const givers = [...managers, ...implementations, ...accessors];
    this.managerNames = searchFor(givers, '', '', '');
    this.#importedAs = searchFor(givers, '', String.raw`\w*[ \t]+as[ \t]+(\w+)`, 'g');
    this.aliases = searchFor(implementations, '', String.raw`\w*[ \t]*=[ \t]*[A-Za-z_]`, '');
  }

  /** A class whose instances hold what belongs to users; not a mock of one. */
  isManager(name: string): boolean {
    return this.#managers.matches(name) && !doubles.test(name);
  }

  /** Where this text names a manager or an accessor, by an alias of an import, too; undefined where it does nowhere. */
  managerNamesIn(text: string): RegExp | undefined {
    if (!this.managerNames.test(text)) return undefined;
    const aliases = [...text.matchAll(this.#importedAs)].map(([, alias = '']) => alias);
    if (aliases.length === 0) return this.managerNames;
    return new RegExp(String.raw`${this.managerNames.source}|\b(?:${[...new Set(aliases)].join('|')})\b`);
  }

  isAccessor(name: string): boolean {
    return this.#accessors.matches(name);
  }

  isDouble(name: string): boolean {
    return doubles.test(name);
  }
}
