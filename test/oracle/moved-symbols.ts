import type { SymbolMove } from '../../src/index.ts';
import type { Files } from '../support/repository.ts';
import { Random } from '../support/random.ts';

/** A small tree, symbols that move in it, and the modules that can be imported. */
export interface MovedSymbols {
  readonly title: string;
  readonly files: Files;
  readonly symbols: readonly [SymbolMove, ...SymbolMove[]];
  readonly withDependencies: boolean;
  readonly reexport: boolean;
  readonly modules: readonly string[];
}

interface Place {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

const places: readonly [Place, ...Place[]] = [
  { title: 'sideways', from: 'top.a', to: 'top.b' },
  { title: 'to a new module', from: 'top.a', to: 'top.fresh' },
  { title: 'to a new package', from: 'top.a', to: 'top.kinds.widgets' },
  { title: 'up', from: 'top.sub.a', to: 'top.b' },
  { title: 'down', from: 'top.a', to: 'top.sub.b' },
  { title: 'from a package', from: 'top.sub', to: 'top.b' },
  { title: 'to a package', from: 'top.a', to: 'top.sub' },
  { title: 'to its own package', from: 'top.sub.a', to: 'top.sub' },
  { title: 'out of its own package', from: 'top.sub', to: 'top.sub.b' },
  { title: 'to another top', from: 'top.a', to: 'other.b' },
];

interface Definition {
  readonly name: string;
  readonly kind: 'class' | 'function' | 'constant';
  readonly lines: readonly string[];
}

/** @param count how many of them */
export function generateMovedSymbols(count: number, seed: number): MovedSymbols[] {
  return Array.from({ length: count }, (_, k) => new Generator(seed + k, k).make());
}

class Generator {
  readonly #random: Random;
  readonly #place: Place;
  readonly #files: Record<string, string> = {};
  readonly #definitions: Definition[] = [];
  readonly #imported: string[] = [];
  #isLazy = false;
  #marks = 0;

  constructor(seed: number, k: number) {
    this.#random = new Random(seed);
    this.#place = places[k % places.length] ?? places[0];
  }

  make(): MovedSymbols {
    const { from, to, title } = this.#place;
    for (const holder of ['top', 'top.sub', 'other'])
      this.#files[`${holder.replaceAll('.', '/')}/__init__.py`] = `WHO = "${spaced(holder)}"\n`;
    for (const module of ['top.base', 'top.sub.near', 'other.far'])
      this.#write(module, [
        ...classOf(`${last(module)}One`, this.#mark(module)),
        ...classOf(`${last(module)}Two`, this.#mark(module)),
      ]);
    this.#source(from);
    const moved = this.#chosen();
    const [first, ...others] = moved;
    const move = (name: string): SymbolMove => ({ module: from, name, to });
    if (!['top.fresh', 'top.kinds.widgets'].includes(to)) this.#target(from, to, moved);
    for (const user of ['top.user', 'top.sub.user', 'other.user', 'script']) this.#user(user, from, moved);
    const modules = Object.keys(this.#files).map((file) =>
      file.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.'),
    );
    return {
      title: `${title}: ${moved.join(', ')}`,
      files: this.#files,
      symbols: [move(first), ...others.map(move)],
      withDependencies: this.#random.chance(0.4),
      reexport: this.#random.chance(0.25),
      modules,
    };
  }

  #write(module: string, lines: readonly string[]): void {
    const folder = `${module.replaceAll('.', '/')}/__init__.py`;
    const file = folder in this.#files ? folder : `${module.replaceAll('.', '/')}.py`;
    this.#files[file] = `${lines.join('\n')}\n`;
  }

  #mark(module: string): string {
    return `${spaced(module)} ${this.#marks++}`;
  }

  /** The module that symbols leave. */
  #source(module: string): void {
    const r = this.#random;
    this.#isLazy = r.chance(0.3);
    const head = [
      ...(r.chance(0.3) ? ['"""Things of all kinds."""', ''] : ['# Things of all kinds.', '']),
      ...(this.#isLazy ? ['from __future__ import annotations', ''] : []),
      'from typing import TYPE_CHECKING, Optional',
      ...this.#imports(module),
    ];
    const body: string[] = [];
    for (let k = 0; k < 5; k++) {
      const made = this.#definition(module, k);
      this.#definitions.push(made);
      if (r.chance(0.3))
        body.push(...(made.kind === 'constant' ? [] : ['', '']), `# About ${made.name.toLowerCase()}.`);
      else if (made.kind !== 'constant') body.push('', '');
      body.push(...made.lines);
      if (r.chance(0.15)) body.push('', `# A word on what follows.`, '');
    }
    const foot = r.chance(0.3) ? this.#foot() : [];
    const names = this.#definitions.map(({ name }) => name);
    const isListed = r.chance(0.35);
    const all = isListed ? ['', `__all__ = [${names.map((name) => `"${name}"`).join(', ')}]`] : [];
    this.#write(module, [...head, ...all, `WHO = "${spaced(module)}"`, ...body, ...foot]);
  }

  #imports(module: string): string[] {
    const r = this.#random;
    const others = ['top.base', 'top.sub.near', 'other.far'].filter(() => r.chance(0.7));
    return others.flatMap((source, k) => {
      const name = `${last(source)}One`;
      const dots = relative(module, source, this.#isPackage(module));
      const around = source.slice(0, source.lastIndexOf('.'));
      const forms: [string[], string][] = [
        [[`from ${source} import ${name}`], name],
        [[`from ${source} import ${name} as own${k}`], `own${k}`],
        [[`import ${source}`], `${source}.${name}`],
        [[`import ${source} as mod${k}`], `mod${k}.${name}`],
        [[`from ${around} import ${source.slice(around.length + 1)} as mod${k}`], `mod${k}.${name}`],
        [
          ['try:', `    from ${source} import ${name} as tried${k}`, 'except ImportError:', `    tried${k} = None`],
          `tried${k}`,
        ],
        ...(dots === undefined ? [] : [[[`from ${dots} import ${name}`], name] as [string[], string]]),
      ];
      const [lines, use] = forms[r.below(forms.length)] ?? [[], name];
      this.#imported.push(use);
      return lines;
    });
  }

  #isPackage(module: string): boolean {
    return `${module.replaceAll('.', '/')}/__init__.py` in this.#files;
  }

  #definition(module: string, k: number): Definition {
    const r = this.#random;
    const earlier = this.#definitions;
    const picked = r.chance(0.45) ? earlier[r.below(Math.max(1, earlier.length))] : undefined;
    const imported = r.chance(0.4) ? this.#imported[r.below(Math.max(1, this.#imported.length))] : undefined;
    const mark = this.#mark(module);
    const kind = r.pick(['class', 'class', 'function', 'function', 'constant'] as const);
    const uses = [...(picked ? [valueOf(picked)] : []), ...(imported === undefined ? [] : [`${imported}.MARK`])];
    const type = picked?.kind === 'class' ? picked.name : 'int';
    if (kind === 'constant') {
      const name = `LIMIT_${k}`;
      const value = r.chance(0.4) && picked?.kind === 'constant' ? `[${picked.name}, "${mark}"]` : `["${mark}"]`;
      return { name, kind, lines: [`${name} = ${value}${r.chance(0.3) ? '  # at most' : ''}`] };
    }
    if (kind === 'function') {
      const name = `make_${k}`;
      const annotation = r.chance(0.5)
        ? `one: Optional["${type}"] = None`
        : r.chance(0.5)
          ? `one: ${type} = None`
          : 'one=None';
      return {
        name,
        kind,
        lines: [
          `def ${name}(${annotation}):`,
          `    return ["${mark}", ${uses.join(', ')}]`,
          ...(r.chance(0.2) ? ['    # the end'] : []),
        ],
      };
    }
    const name = `Kind${k}`;
    const base = picked?.kind === 'class' && r.chance(0.5) ? `(${picked.name})` : '';
    return {
      name,
      kind,
      lines: [
        `class ${name}${base}:`,
        `    MARK = "${mark}"`,
        '',
        '    def own(self):',
        `        return [self.MARK, ${uses.join(', ')}]`,
      ],
    };
  }

  /** Code that runs behind the definitions. */
  #foot(): string[] {
    const r = this.#random;
    const some = this.#definitions[r.below(this.#definitions.length)];
    if (some === undefined) return [];
    return r
      .pick<readonly string[]>([
        ['', '', `READY = ${valueOf(some)}`],
        ['', '', 'def later():', `    return ${valueOf(some)}`],
        ['', '', 'count = 0', '', '', 'def bump():', '    global count', '    count += 1', '    return count'],
        ['', '', 'if __name__ == "__main__":', `    print(${valueOf(some)})`],
      ])
      .slice();
  }

  #chosen(): [string, ...string[]] {
    const names = this.#definitions.map(({ name }) => name);
    const first = this.#random.below(names.length);
    const others = names.filter((_, k) => k !== first && this.#random.chance(0.25));
    return [names[first] ?? '', ...others];
  }

  /** The module that symbols move to, where it is there. */
  #target(from: string, to: string, moved: readonly string[]): void {
    const r = this.#random;
    const [name = ''] = moved;
    const stays = this.#definitions.find((one) => !moved.includes(one.name));
    const dots = relative(to, from, this.#isPackage(to));
    const lines: string[][] = [
      [],
      [`from ${from} import ${name}`],
      [`from ${from} import ${name} as Other`, 'USED = [Other.__name__ if hasattr(Other, "__name__") else Other]'],
      ...(stays ? [[`from ${from} import ${name}, ${stays.name}`]] : []),
      ...(dots === undefined ? [] : [[`from ${dots} import ${name}`]]),
      ['import logging', 'logger = logging.getLogger(__name__)'],
    ];
    const inFunction = r.chance(0.3)
      ? ['', '', 'def use():', `    from ${from} import ${name} as late`, `    return [late]`]
      : [];
    this.#write(to, [
      ...(r.chance(0.4) ? ['"""Other things."""', ''] : []),
      ...(lines[r.below(lines.length)] ?? []),
      ...(r.chance(0.3) ? ['', '__all__ = ["Present"]'] : []),
      `WHO = "${spaced(to)}"`,
      ...classOf('Present', this.#mark(to)),
      ...inFunction,
      ...(r.chance(0.2) ? ['', '', 'if __name__ == "__main__":', '    print(Present)'] : []),
    ]);
  }

  #user(module: string, from: string, moved: readonly string[]): void {
    const r = this.#random;
    const all = this.#definitions.filter(({ name }) => moved.includes(name) || r.chance(0.3));
    const uses: string[] = [];
    const lines: string[] = [];
    const dots = relative(module, from, false);
    const around = from.slice(0, from.lastIndexOf('.'));
    for (const [k, one] of all.entries()) {
      const { name } = one;
      const forms: [string[], string][] = [
        [[`from ${from} import ${name}`], name],
        [[`from ${from} import ${name} as other${k}`], `other${k}`],
        [[`import ${from}`], `${from}.${name}`],
        [[`import ${from} as module${k}`], `module${k}.${name}`],
        [[`from ${from} import *`], name],
        [[`from ${around} import ${from.slice(around.length + 1)}`], `${from.slice(around.length + 1)}.${name}`],
        [[`from ${from} import (`, `    ${name} as long${k},`, '    WHO as who,', ')'], `long${k}`],
        ...(dots === undefined
          ? []
          : [[[`from ${dots} import ${name} as near${k}`], `near${k}`] as [string[], string]]),
      ];
      const [statement, use] = forms[r.below(forms.length)] ?? [[], name];
      lines.push(...statement);
      uses.push(valueOf({ ...one, name: use }));
    }
    const [first] = all;
    const inFunction =
      first && r.chance(0.5)
        ? [`    from ${from} import ${first.name} as late`, `    found.append(${valueOf({ ...first, name: 'late' })})`]
        : [];
    this.#write(module, [
      ...lines,
      `WHO = "${spaced(module)}"`,
      '',
      '',
      'def use():',
      `    found = [${uses.join(', ')}]`,
      ...inFunction,
      '    return [repr(found)]',
    ]);
  }
}

/** An expression that shows what a definition is, and all that it uses. */
function valueOf({ name, kind }: Pick<Definition, 'name' | 'kind'>): string {
  return kind === 'class' ? `${name}().own()` : kind === 'function' ? `${name}()` : name;
}

function classOf(name: string, mark: string): string[] {
  return ['', '', `class ${name}:`, `    MARK = "${mark}"`];
}

function last(module: string): string {
  const own = module.slice(module.lastIndexOf('.') + 1);
  return (own[0]?.toUpperCase() ?? '') + own.slice(1);
}

/** Text that nobody takes for the path of a module. */
function spaced(module: string): string {
  return module.replaceAll('.', ' ');
}

function relative(importer: string, source: string, isPackage: boolean): string | undefined {
  const own = isPackage ? importer.split('.') : importer.split('.').slice(0, -1);
  const target = source.split('.');
  if (own.length === 0 || own[0] !== target[0]) return undefined;
  let common = 0;
  while (common < own.length && common < target.length && own[common] === target[common]) common++;
  const rest = target.slice(common).join('.');
  return rest === '' ? undefined : '.'.repeat(own.length - common + 1) + rest;
}
