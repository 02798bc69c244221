import type { UserMapEntry } from '../../src/model/config.ts';
import type { ScriptArgument, ScriptSource, UserScriptCallRule } from '../../src/model/script-call-rule.ts';
import { Random } from '../support/random.ts';

/**
 * A small package of JavaScript whose calls go to another callable. The legacy one says what its rule says: both write the
 * arguments that the canonical one gets into a log.
 */
export interface ScriptPackage {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The file that calls. */
  readonly use: string;
  readonly entry: UserMapEntry;
}

interface Parameter {
  readonly name: string;
  readonly default: string | undefined;
}

const defaults = ['1', "'d'", 'null', 'undefined'] as const;

export function generateScriptPackages(count: number): ScriptPackage[] {
  return Array.from({ length: count }, (_, k) => new Generator(new Random(k + 7), `p${k}`, k % 3 === 0).make());
}

class Generator {
  readonly #random: Random;
  readonly #name: string;
  readonly #isCommon: boolean;

  constructor(random: Random, name: string, isCommon: boolean) {
    this.#random = random;
    this.#name = name;
    this.#isCommon = isCommon;
  }

  make(): ScriptPackage {
    const random = this.#random;
    const hasFields = random.chance(0.25);
    const legacy = this.#parameters(1 + random.below(4));
    const places: (number | string)[] = hasFields ? legacy.map(({ name }) => `0.${name}`) : [...legacy.keys()];
    const dropped = places.filter(() => random.chance(0.2));
    const kept = places.filter((place) => !dropped.includes(place));
    const isPlain = !hasFields && random.chance(0.2);
    const args = isPlain ? undefined : this.#arguments(kept);
    const treatment = (): 'keep' | 'drop' | 'add' => random.pick(['keep', 'keep', 'drop', 'add']);
    const constructed = treatment();
    const awaited = constructed === 'keep' ? treatment() : 'keep';
    const rule: UserScriptCallRule = {
      canonical: `./${this.#name}/next.${this.#ending}#target`,
      ...(args === undefined ? {} : { args }),
      ...(dropped.length === 0 ? {} : { drop: dropped }),
      new: constructed,
      await: awaited,
    };
    const isOldNew = constructed === 'drop' || (constructed === 'keep' && awaited === 'keep' && random.chance(0.3));
    const isNextNew = constructed === 'add' || (constructed === 'keep' && isOldNew);
    const isOldAsync = !isOldNew && (awaited === 'drop' || (awaited === 'keep' && !isNextNew && random.chance(0.3)));
    const isNextAsync = awaited === 'add' || (awaited === 'keep' && isOldAsync && !isNextNew);
    const old = { isNew: isOldNew, isAsync: isOldAsync && (awaited !== 'keep' || isNextAsync) };
    const next = { isNew: isNextNew, isAsync: isNextAsync };
    const given = args ?? kept.map((place) => place as number);
    return {
      name: this.#name,
      use: `${this.#name}/use.${this.#ending}`,
      files: {
        [`${this.#name}/old.${this.#ending}`]: this.#legacy(legacy, given, hasFields, old),
        [`${this.#name}/next.${this.#ending}`]: this.#target(given, next, args === undefined ? legacy : []),
        [`${this.#name}/use.${this.#ending}`]: this.#use(legacy, hasFields, old),
      },
      entry: {
        canonical: `./${this.#name}/next.${this.#ending}#target`,
        legacy: [`./${this.#name}/old.${this.#ending}#legacy`],
        replaces: true,
        calls: rule,
      },
    };
  }

  get #ending(): string {
    return this.#isCommon ? 'cjs' : 'mjs';
  }

  #parameters(count: number): Parameter[] {
    let hasDefault = false;
    return Array.from({ length: count }, (_, k) => {
      hasDefault ||= this.#random.chance(0.3);
      return { name: `a${k}`, default: hasDefault ? this.#random.pick(defaults) : undefined };
    });
  }

  /** The places in any order, some as fields of objects, and some constants. */
  #arguments(kept: readonly (number | string)[]): ScriptArgument[] {
    const random = this.#random;
    const shuffled = kept.map((place) => ({ place, at: random.below(100) })).toSorted((a, b) => a.at - b.at);
    const sources: ScriptSource[] = shuffled.map(({ place }) => place);
    if (random.chance(0.2)) sources.push({ value: "'constant'" });
    const cut = random.chance(0.4) ? random.below(sources.length + 1) : sources.length;
    const fields = Object.fromEntries(sources.slice(cut).map((source, k) => [`f${k}`, source]));
    return [...sources.slice(0, cut), ...(cut < sources.length ? [{ fields }] : [])];
  }

  /** The legacy callable writes down what the canonical one sees. */
  #legacy(
    parameters: readonly Parameter[],
    args: readonly ScriptArgument[],
    hasFields: boolean,
    kind: { readonly isNew: boolean; readonly isAsync: boolean },
  ): string {
    const list = parameters.map(written).join(', ');
    const nameOf = (source: ScriptSource): string =>
      typeof source === 'object' ? source.value : `a${String(source).replace(/^0\.a/, '')}`;
    const seen = args.map((argument) =>
      typeof argument === 'object' && 'fields' in argument
        ? Object.values(argument.fields).map(nameOf).join(', ')
        : nameOf(argument),
    );
    return this.#callable('legacy', hasFields ? `{ ${list} }` : list, seen.join(', '), kind);
  }

  #target(
    args: readonly ScriptArgument[],
    kind: { readonly isNew: boolean; readonly isAsync: boolean },
    alike: readonly Parameter[],
  ): string {
    const seen: string[] = [];
    const list = args.map((argument, k) => {
      if (typeof argument === 'object' && 'fields' in argument) {
        const names = Object.keys(argument.fields).map((field) => `${field}: b${k}${field}`);
        seen.push(...Object.keys(argument.fields).map((field) => `b${k}${field}`));
        return `{ ${names.join(', ')} }`;
      }
      seen.push(`b${k}`);
      // Another default than that of the legacy callable must not be seen.
      const own = typeof argument === 'number' ? alike[argument]?.default : undefined;
      const text = own ?? (typeof argument === 'number' ? undefined : "'never'");
      return text === undefined || this.#random.chance(0.5) ? `b${k}` : `b${k} = ${text}`;
    });
    return this.#callable('target', list.join(', '), seen.join(', '), kind);
  }

  #callable(
    name: string,
    parameters: string,
    seen: string,
    { isNew, isAsync }: { readonly isNew: boolean; readonly isAsync: boolean },
  ): string {
    const body = `return note([${seen}]);`;
    const code = isNew
      ? `class ${name} { constructor(${parameters}) { ${body} } }`
      : `${isAsync ? 'async ' : ''}function ${name}(${parameters}) { ${body} }`;
    return this.#isCommon ? `${code}\nexports.${name} = ${name};\n` : `export ${code}\n`;
  }

  #use(
    parameters: readonly Parameter[],
    hasFields: boolean,
    { isNew, isAsync }: { readonly isNew: boolean; readonly isAsync: boolean },
  ): string {
    const random = this.#random;
    const local = random.chance(0.3) ? 'own' : 'legacy';
    const name = local === 'legacy' ? local : this.#isCommon ? `legacy: ${local}` : `legacy as ${local}`;
    const head = this.#isCommon ? `const { ${name} } = require('./old.cjs');` : `import { ${name} } from './old.mjs';`;
    const call = (depth: number): string => {
      const words = isNew ? 'new ' : isAsync && random.chance(0.85) ? 'await ' : '';
      return `${words}${local}(${this.#given(parameters, hasFields, () => (isAsync ? 'v' : call(depth + 1)), depth)})`;
    };
    const forms = [
      (): string => `  ${call(0)};`,
      (): string => `  const r${random.below(1e6)} = (${call(0)});`,
      (): string => `  for (const x of [1, 2]) ${call(0)};`,
      (): string => `  if (n(${random.below(9)})) log(\`\${typeof (${call(0)})}\`);`,
      (): string => `  log([${call(0)}, n(7)].length);`,
      (): string => `  log({ key: ${call(0)} } !== v);`,
      (): string => `  log(v ? ${call(0)} : 0);`,
      (): string => `  log((n(1), ${call(0)}).value);`,
      (): string => (isAsync ? `  await (async () => ${call(0)})();` : `  [3].map((x) => ${call(0)});`),
      (): string =>
        isAsync
          ? `  ${call(0)};`
          : `  { class C { field = ${call(0)}; static m(p = ${call(0)}) { return p; } }\n  new C(); C.m(); }`,
      (): string => `  ((target) => target)(${call(0)});`,
      (): string => `  { const target = ${random.chance(0.3) ? call(0) : 'v'}; log(typeof target); }`,
      (): string =>
        isNew || isAsync
          ? `  log(typeof ${local});`
          : `  [n(5)].map(${random.chance(0.2) ? local : `(x) => ${call(0)}`});`,
      (): string => `  (function (${local}) { return ${local}; })(4);`,
    ];
    const statements = Array.from(
      { length: 4 + random.below(5) },
      () => (forms[random.below(forms.length)] ?? forms[0])?.() ?? '',
    );
    const done = `async function run() {\n  const v = { p: 2 }, w = 'w';\n${statements.join('\n')}\n  return v && w;\n}\n`;
    return `${head}\n${done}${this.#isCommon ? 'exports.done = run();' : 'export const done = run();'}\n`;
  }

  #given(parameters: readonly Parameter[], hasFields: boolean, nested: () => string, depth: number): string {
    const random = this.#random;
    const least = parameters.filter((each) => each.default === undefined).length;
    const count = random.chance(0.5) ? parameters.length : least + random.below(parameters.length - least + 1);
    const values = Array.from({ length: count }, () => this.#value(nested, depth));
    if (!hasFields)
      return random.chance(0.05)
        ? [...values, '...[8, 9]'].join(', ')
        : values.join(random.chance(0.1) ? ',\n    ' : ', ');
    const fields = values.map((value, k) => `a${k}: ${value}`);
    return random.chance(0.1) ? '{ ...v }' : `{ ${fields.join(', ')} }`;
  }

  #value(nested: () => string, depth: number): string {
    const random = this.#random;
    const plain = ['1', "'s'", 'v', 'v.p', 'w', '-1', 'null', '() => 1', '[1, v]', '{ k: v }', '`t`', '(2)'];
    const choices = [...plain, ...plain, `n(${random.below(20)})`, `(n(${random.below(20)}), 4)`, 'v?.p', 'w + 1'];
    return depth < 2 && random.chance(0.08) ? nested() : (choices[random.below(choices.length)] ?? '1');
  }
}

function written({ name, default: value }: Parameter): string {
  return value === undefined ? name : `${name} = ${value}`;
}
