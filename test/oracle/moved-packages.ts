import type { PathMove } from '../../src/index.ts';
import type { Files } from '../support/repository.ts';
import { Random } from '../support/random.ts';

/** A small tree, a move in it, and the modules that can be imported. */
export interface MovedPackage {
  readonly title: string;
  readonly files: Files;
  readonly move: PathMove;
  readonly modules: readonly string[];
  /** The name of a module after the move. */
  readonly after: (module: string) => string;
}

interface Place {
  readonly title: string;
  /** The module or package that moves, and its new name. */
  readonly from: string;
  readonly to: string;
}

/** Where modules go: `m` stands for what moves. */
const places: readonly [Place, ...Place[]] = [
  { title: 'renamed', from: 'top.a.m', to: 'top.a.n' },
  { title: 'sideways', from: 'top.a.m', to: 'top.b.m' },
  { title: 'sideways and renamed', from: 'top.a.m', to: 'top.b.n' },
  { title: 'up', from: 'top.a.m', to: 'top.m' },
  { title: 'up and renamed', from: 'top.a.c.m', to: 'top.n' },
  { title: 'down', from: 'top.m', to: 'top.a.m' },
  { title: 'far down', from: 'top.m', to: 'top.a.c.n' },
  { title: 'to a new package', from: 'top.a.m', to: 'top.fresh.m' },
  { title: 'to another top', from: 'top.a.m', to: 'other.m' },
  { title: 'to the top', from: 'top.a.m', to: 'm2' },
  { title: 'into its own name', from: 'top.a.m', to: 'top.a.m.inner' },
];

/** @param count how many of them */
export function generateMovedPackages(count: number, seed: number): MovedPackage[] {
  return Array.from({ length: count }, (_, k) => new Generator(seed + k, k).make());
}

class Generator {
  readonly #random: Random;
  readonly #place: Place;
  readonly #isPackage: boolean;
  readonly #isNamespace: boolean;
  readonly #isCircle: boolean;
  readonly #files: Record<string, string> = {};
  /** The modules that others may take from, each with the names that it defines. */
  readonly #defined = new Map<string, readonly string[]>();
  #marks = 0;

  constructor(seed: number, k: number) {
    this.#random = new Random(seed);
    this.#place = places[k % places.length] ?? places[0];
    this.#isPackage = this.#random.chance(0.4);
    this.#isNamespace = this.#random.chance(0.25);
    this.#isCircle = this.#random.chance(0.4);
  }

  make(): MovedPackage {
    const { from, to, title } = this.#place;
    for (const holder of ['top', 'top.a', 'top.a.c', 'top.b', 'other']) this.#package(holder);
    for (const module of ['top.base', 'top.a.near', 'top.a.c.deep', 'top.b.beside', 'other.far']) this.#leaf(module);
    this.#mover(from);
    for (const module of ['top.user', 'top.a.user', 'top.b.user', 'other.user', 'script']) this.#user(module);
    if (this.#isCircle) this.#circle(from);
    const modules = Object.keys(this.#files).map((file) =>
      file.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.'),
    );
    const path = (module: string): string => module.replaceAll('.', '/') + (this.#isPackage ? '' : '.py');
    const kinds = [
      title,
      this.#isPackage ? 'package' : 'module',
      ...(this.#isNamespace ? ['namespace'] : []),
      ...(this.#isCircle ? ['circle'] : []),
    ];
    return {
      title: kinds.join(', '),
      files: this.#files,
      move: { from: path(from), to: path(to) },
      modules,
      after: (module) => (module === from || module.startsWith(`${from}.`) ? to + module.slice(from.length) : module),
    };
  }

  #package(holder: string): void {
    const file = `${holder.replaceAll('.', '/')}/__init__.py`;
    // A namespace package has no file; its folder comes with what is in it.
    if (this.#isNamespace && holder !== 'top.a') return;
    this.#files[file] = `WHO = "${spaced(holder)}"\n`;
  }

  #leaf(module: string): void {
    this.#write(module, this.#definitions(module));
  }

  /** The module or package that moves. */
  #mover(module: string): void {
    if (!this.#isPackage) {
      this.#write(module, [...this.#imports(module, 3), ...this.#definitions(module)]);
      return;
    }
    this.#write(`${module}.one`, [...this.#imports(`${module}.one`, 2), ...this.#definitions(`${module}.one`)]);
    this.#write(`${module}.two`, [
      ...this.#random.pick([['from .one import One1 as taken'], ['from . import one'], [`import ${module}.one`]]),
      ...this.#imports(`${module}.two`, 2),
      ...this.#definitions(`${module}.two`),
    ]);
    this.#files[`${module.replaceAll('.', '/')}/__init__.py`] = [
      `WHO = "${spaced(module)}"`,
      ...this.#random.pick([[], ['from .one import One1'], ['from .two import *'], [`from ${module} import one`]]),
      ...this.#definitions(module),
      '',
    ].join('\n');
    this.#defined.set(module, this.#names(module));
  }

  #user(module: string): void {
    const { from } = this.#place;
    const source = this.#isPackage ? this.#random.pick([from, `${from}.one`, `${from}.two`]) : from;
    this.#write(module, [
      'from typing import TYPE_CHECKING',
      'import importlib',
      ...this.#use(module, source, 'u'),
      ...this.#use(module, source, 'v'),
      ...this.#inFunction(module, source),
    ]);
  }

  /** The old package takes names of what moves, and what moves takes from a module of the package. */
  #circle(module: string): void {
    const around = module.slice(0, module.lastIndexOf('.'));
    const init = `${around.replaceAll('.', '/')}/__init__.py`;
    const name = this.#names(module)[0] ?? '';
    this.#files[init] =
      `${this.#files[init] ?? `WHO = "${spaced(around)}"\n`}from .${module.slice(around.length + 1)} import ${name} as handed\n`;
  }

  #write(module: string, lines: readonly string[]): void {
    this.#files[`${module.replaceAll('.', '/')}.py`] = [`WHO = "${spaced(module)}"`, ...lines, ''].join('\n');
    this.#defined.set(module, this.#names(module));
  }

  #names(module: string): string[] {
    const last = module.slice(module.lastIndexOf('.') + 1);
    return [1, 2].map((k) => `${last[0]?.toUpperCase() ?? ''}${last.slice(1)}${k}`);
  }

  #definitions(module: string): string[] {
    return this.#names(module).flatMap((name) => [
      '',
      '',
      this.#random.pick([`class ${name}:`, `class ${name}(object):`]),
      `    MARK = "${spaced(module)} ${name} ${this.#marks++}"`,
    ]);
  }

  /** Imports of modules that stay. */
  #imports(module: string, most: number): string[] {
    const stays = [...this.#defined.keys()];
    return Array.from({ length: 1 + this.#random.below(most) }, (_, k) => {
      const source = stays[this.#random.below(stays.length)] ?? 'top.base';
      return this.#use(module, source, `i${k}_`);
    }).flat();
  }

  /** An import of a name of a module, or of the module, in one of many forms; `prefix` keeps the names apart. */
  #use(importer: string, source: string, prefix: string): string[] {
    const [name = ''] = this.#defined.get(source) ?? this.#names(source);
    const dot = source.lastIndexOf('.');
    const [around, last] = [source.slice(0, Math.max(0, dot)), source.slice(dot + 1)];
    const dots = relative(importer, source);
    const forms: (readonly string[])[] = [
      [`from ${source} import ${name}`],
      [`from ${source} import ${name} as ${prefix}name`],
      [`from ${source} import (`, `    ${name} as ${prefix}one,`, `    WHO as ${prefix}who,  # kept`, `)`],
      [`import ${source}`, `${prefix}value = ${source}.${name}`],
      [`import ${source} as ${prefix}module`, `${prefix}value = ${prefix}module.${name}`],
      [`from ${source} import *`],
      ['try:', `    from ${source} import ${name} as ${prefix}try`, 'except ImportError:', `    ${prefix}try = None`],
    ];
    if (around !== '')
      forms.push([`from ${around} import ${last} as ${prefix}m`, `${prefix}value = ${prefix}m.${name}`]);
    if (around !== '') forms.push([`from ${around} import ${last}`, `${prefix}value = ${last}.${name}`]);
    if (dots !== undefined) {
      forms.push([`from ${dots} import ${name} as ${prefix}near`], [`from ${dots} import *`]);
      const holder = /^(\.+)(?:(.*)\.)?(\w+)$/.exec(dots);
      if (holder !== null)
        forms.push([
          `from ${holder[1] ?? ''}${holder[2] ?? ''} import ${holder[3] ?? ''} as ${prefix}rel`,
          `${prefix}value = ${prefix}rel.${name}`,
        ]);
    }
    return [...(forms[this.#random.below(forms.length)] ?? [])];
  }

  #inFunction(importer: string, source: string): string[] {
    const [name = ''] = this.#defined.get(source) ?? this.#names(source);
    const dots = relative(importer, source);
    const body = [
      [`from ${source} import ${name} as own`],
      [`import ${source}`, `own = ${source}.${name}`],
      [`own = importlib.import_module("${source}").${name}`],
      ...(dots === undefined ? [] : [[`from ${dots} import ${name} as own`]]),
      [
        'from unittest.mock import patch',
        `with patch("${source}.${name}", [1]):`,
        `    own = importlib.import_module("${source}").${name}`,
      ],
    ];
    return [
      'if TYPE_CHECKING:',
      `    from ${source} import ${name} as ForTypes`,
      '',
      '',
      'def use():',
      ...(body[this.#random.below(body.length)] ?? []).map((line) => `    ${line}`),
      '    return [own]',
    ];
  }
}

/** Text that nobody takes for the path of a module. */
function spaced(module: string): string {
  return module.replaceAll('.', ' ');
}

/** The relative path from a module to another one; undefined where there is none. */
function relative(importer: string, source: string): string | undefined {
  const own = importer.split('.').slice(0, -1);
  const target = source.split('.');
  if (own.length === 0 || own[0] !== target[0]) return undefined;
  let common = 0;
  while (common < own.length && common < target.length - 1 && own[common] === target[common]) common++;
  return '.'.repeat(own.length - common + 1) + target.slice(common).join('.');
}
