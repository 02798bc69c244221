import type { UserMapEntry } from '../../src/model/config.ts';
import { Random } from '../support/random.ts';

/** A small package whose calls of a legacy function go to another one, and what an independent program has to know of it. */
export interface CallPackage {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly entry: UserMapEntry;
  readonly isInline: boolean;
  /** For declared rules: the parameter of the canonical function, by that of the legacy one; null where it is dropped. */
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly constants: Readonly<Record<string, string>>;
  /** Given where the legacy function takes anything. */
  readonly signature: string | null;
}

interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'any' | 'keyword';
  readonly default: string | undefined;
}

/** How a consumer imports the legacy function, and the name that it calls. */
interface Form {
  readonly head: string;
  readonly called: string;
}

const defaults = ['None', '5', "'d'", 'True'] as const;

/** Functions with all kinds of parameters, async or not, and calls of them in all kinds of places. */
export function generateCallPackages(count: number): CallPackage[] {
  return Array.from({ length: count }, (_, k) => new Generator(new Random(k), `p${k}`, k % 2 === 0).make());
}

class Generator {
  readonly #random: Random;
  readonly #name: string;
  readonly #isInline: boolean;

  constructor(random: Random, name: string, isInline: boolean) {
    this.#random = random;
    this.#name = name;
    this.#isInline = isInline;
  }

  make(): CallPackage {
    const target = this.#parameters(['a', 'b', 'c', 'd'].slice(0, 1 + this.#random.below(4)));
    return this.#isInline ? this.#inline(target) : this.#declared(target);
  }

  #inline(target: readonly Parameter[]): CallPackage {
    const random = this.#random;
    const isTargetAsync = random.chance(0.3);
    const isAsync = isTargetAsync || random.chance(0.4);
    const used = target.filter((each) => each.default === undefined || random.chance(0.7));
    const constant = used.filter(() => random.chance(0.15));
    const passed = used.filter((each) => !constant.includes(each));
    const isOpen = constant.length === 0 && random.chance(0.1);
    const legacy = this.#legacyOf(passed, random.chance(0.2) ? ['unused'] : []);
    let isKeyword = false;
    const given = used.map((each, k) => {
      const text = constant.includes(each) ? "'constant'" : `old_${each.name}`;
      isKeyword ||= each.kind === 'keyword' || target[k] !== each || (each.kind === 'any' && random.chance(0.3));
      return isKeyword ? `${each.name}=${text}` : text;
    });
    const fits = used.every((each, k) => each.kind !== 'positional' || target[k] === each);
    const call = isOpen || !fits ? 'target(*args, **kwargs)' : `target(${given.join(', ')})`;
    const header = isOpen || !fits ? '*args, **kwargs' : written(legacy);
    const docs = `    """Deprecated."""\n    import warnings\n    warnings.warn('old', DeprecationWarning)\n`;
    const definition = `${isAsync ? 'async ' : ''}def legacy(${header}):\n${random.chance(0.6) ? docs : ''}    return ${isTargetAsync ? 'await ' : ''}${call}\n`;
    const callable = isOpen || !fits ? target : legacy;
    return this.#package(definition, {
      target,
      isTargetAsync,
      callable,
      isAwaited: isAsync,
      entry: { calls: 'inline' },
      mapping: {},
      constants: {},
      signature: null,
    });
  }

  #declared(target: readonly Parameter[]): CallPackage {
    const random = this.#random;
    const rule = (['keep', 'drop', 'add'] as const)[random.below(3)] ?? 'keep';
    const isAsync = rule === 'drop' || (rule === 'keep' && random.chance(0.4));
    const isTargetAsync = rule === 'add' || (rule === 'keep' && isAsync);
    const constant = target.filter(() => random.chance(0.15));
    const passed = target.filter(
      (each) => !constant.includes(each) && (each.default === undefined || random.chance(0.8)),
    );
    const dropped = random.chance(0.3) ? ['gone'] : [];
    const legacy = this.#legacyOf(passed, dropped);
    const signature = random.chance(0.4) ? `(${written(legacy)})` : null;
    const isRenamed = random.chance(0.5);
    const nameIn = (name: string): string => (isRenamed ? `old_${name}` : name);
    const own = legacy.map((each) => ({
      ...each,
      name: isRenamed || each.name === 'gone' ? each.name : each.name.slice(4),
    }));
    const header = signature === null ? written(own) : '*args, **kwargs';
    const definition = `${isAsync ? 'async ' : ''}def legacy(${header}):\n    return note_legacy(${signature === null ? 'locals()' : 'args, kwargs'})\n`;
    const args: [string, string | { readonly value: string }][] = [
      ...passed.filter(() => isRenamed).map(({ name }): [string, string] => [name, nameIn(name)]),
      ...constant.map(({ name }): [string, { readonly value: string }] => [name, { value: "'constant'" }]),
    ];
    return this.#package(definition, {
      target,
      isTargetAsync,
      callable: own,
      isAwaited: isAsync,
      entry: {
        calls: {
          ...(signature === null ? {} : { signature: `(${written(own)})` }),
          ...(args.length === 0 ? {} : { args: Object.fromEntries(args) }),
          ...(dropped.length === 0 ? {} : { drop: dropped }),
          await: rule,
        },
      },
      mapping: Object.fromEntries([
        ...passed.map(({ name }) => [nameIn(name), name] as const),
        ...dropped.map((name) => [name, null] as const),
      ]),
      constants: Object.fromEntries(constant.map(({ name }) => [name, 'constant'])),
      signature: signature === null ? null : `(${written(own)})`,
    });
  }

  /** Parameters in an order that Python takes. */
  #parameters(names: readonly string[]): Parameter[] {
    const random = this.#random;
    const positional = random.chance(0.25) ? 1 : 0;
    const keyword = names.length > 1 && random.chance(0.35) ? 1 : 0;
    const firstDefault = random.below(names.length + 1);
    return names.map((name, k) => {
      const kind = k < positional ? 'positional' : k >= names.length - keyword ? 'keyword' : 'any';
      const hasDefault = k >= firstDefault || (kind === 'keyword' && random.chance(0.5));
      return { name, kind, default: hasDefault ? random.pick(defaults) : undefined };
    });
  }

  /** The same parameters under names of their own, in another order, with other defaults. */
  #legacyOf(passed: readonly Parameter[], others: readonly string[]): Parameter[] {
    const random = this.#random;
    const names = [...passed.map(({ name }) => `old_${name}`), ...others];
    for (let k = names.length - 1; k > 0; k--) {
      const other = random.below(k + 1);
      [names[k], names[other]] = [names[other] ?? '', names[k] ?? ''];
    }
    const made = this.#parameters(names);
    return made.map((each) => {
      const same = passed.find(({ name }) => `old_${name}` === each.name)?.default;
      return each.default !== undefined && same !== undefined && random.chance(0.5) ? { ...each, default: same } : each;
    });
  }

  #package(
    definition: string,
    made: {
      readonly target: readonly Parameter[];
      readonly isTargetAsync: boolean;
      readonly callable: readonly Parameter[];
      readonly isAwaited: boolean;
      readonly entry: Pick<UserMapEntry, 'calls'>;
    } & Pick<CallPackage, 'mapping' | 'constants' | 'signature'>,
  ): CallPackage {
    const { target, isTargetAsync, callable, isAwaited, entry, mapping, constants, signature } = made;
    const name = this.#name;
    const makes = `${isTargetAsync ? 'async ' : ''}def target(${written(target)}):\n    return note_target(locals())\n`;
    return {
      name,
      files: {
        [`${name}/__init__.py`]: '',
        [`${name}/new.py`]: `from recorder import note_target\n\n\n${makes}`,
        [`${name}/old.py`]: `from recorder import note_legacy\nfrom ${name}.new import target\n\n\n${definition}`,
        [`${name}/use.py`]: this.#consumer(callable, isAwaited),
      },
      entry: { canonical: `${name}.new:target`, legacy: [`${name}.old:legacy`], replaces: true, ...entry },
      isInline: this.#isInline,
      mapping,
      constants,
      signature,
    };
  }

  #consumer(callable: readonly Parameter[], isAwaited: boolean): string {
    const random = this.#random;
    const forms: [Form, ...Form[]] = [
      { head: `from ${this.#name}.old import legacy`, called: 'legacy' },
      { head: `from ${this.#name}.old import legacy as make`, called: 'make' },
      { head: `from .old import legacy`, called: 'legacy' },
      { head: `import ${this.#name}.old as old`, called: 'old.legacy' },
      { head: `import ${this.#name}.old`, called: `${this.#name}.old.legacy` },
    ];
    const { head, called } = random.pick(forms);
    let tag = 0;
    const argument = (depth: number): string => {
      const kind = random.below(depth > 1 ? 4 : 6);
      if (kind === 0) return String(random.below(9));
      if (kind === 1) return 'NAME';
      if (kind >= 4 && !isAwaited) return call(depth + 1);
      return `eff('${this.#name}-${tag++}')`;
    };
    const call = (depth = 0): string => {
      const given: string[] = [];
      let isKeyword = false;
      let mustName = false;
      for (const { kind, name, default: value } of callable) {
        const leaves = random.chance(0.3) && (value !== undefined || random.chance(0.05));
        mustName ||= leaves;
        if (leaves || (kind === 'positional' && mustName)) continue;
        isKeyword ||= kind === 'keyword' || mustName || (kind === 'any' && random.chance(0.3));
        given.push(isKeyword ? `${name}=${argument(depth)}` : argument(depth));
      }
      const named = given.filter((each) => /^\w+=/.test(each));
      const shuffled = random.chance(0.4)
        ? [...given.filter((each) => !named.includes(each)), ...named.toReversed()]
        : given;
      if (random.chance(0.03)) shuffled.push('*()');
      if (random.chance(0.03)) shuffled.push('**{}');
      const text = shuffled.join(random.chance(0.2) ? ',\n        # a comment\n        ' : ', ');
      return `${called}(${text}${shuffled.length > 0 && random.chance(0.2) ? ',' : ''})`;
    };
    const value = (): string => (isAwaited && random.chance(0.9) ? `await ${call()}` : call());
    const inAsync = [
      () => `    x = ${value()}`,
      () => `    return_value = (${value()}).value`,
      () => `    [${value()} for _ in range(2)]`,
      () => `    f"{${value().replaceAll(/\n\s*(?:#.*\n\s*)?/g, '')}}"`,
      () => `    print_it(${value()}, ${value()})`,
      () => `    if ${value()}:\n        y = ${value()}`,
    ];
    const plain = [
      () => `    x = ${call()}`,
      () => `    [${call()} for _ in range(2)]`,
      () => `    (lambda: ${call()})()`,
      () => `    def inner(x=${call()}):\n        return ${call()}\n    inner()`,
      () => `    class Holder:\n        x = ${call()}`,
      () => `    f"{${call().replaceAll(/\n\s*(?:#.*\n\s*)?/g, '')}.value!r}"`,
      () => `    ${call()}.value`,
    ];
    const lines = (all: readonly (() => string)[]): string =>
      Array.from(
        { length: 4 },
        () => `    try:\n${indent(all[random.below(all.length)]?.() ?? '')}\n    except TypeError:\n        pass`,
      ).join('\n');
    const asynchronous = `async def run():\n${lines(inAsync)}\n`;
    const synchronous = isAwaited ? '' : `\n\ndef plain():\n${lines(plain)}\n`;
    return `${head}\nfrom recorder import NAME, eff, print_it\n\n\n${asynchronous}${synchronous}`;
  }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

function written(parameters: readonly Parameter[]): string {
  const parts: string[] = [];
  for (const [k, { name, kind, default: value }] of parameters.entries()) {
    if (kind === 'keyword' && parameters[k - 1]?.kind !== 'keyword') parts.push('*');
    parts.push(value === undefined ? name : `${name}=${value}`);
    if (kind === 'positional' && parameters[k + 1]?.kind !== 'positional') parts.push('/');
  }
  return parts.join(', ');
}
