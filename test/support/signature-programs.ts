import type { Random } from './random.ts';

/** A module of functions and classes with all forms of parameters; the names that are asked for begin with `t_`. */
export function signatureProgram(random: Random): string {
  const lines = [
    'from __future__ import annotations',
    'import abc, functools',
    'from contextlib import contextmanager, asynccontextmanager',
    'from dataclasses import dataclass, field, KW_ONLY, InitVar',
    'from typing import ClassVar, Generic, NamedTuple, Optional, TypeVar, overload',
    'T = TypeVar("T")',
    'def wrapped(function):',
    '    @functools.wraps(function)',
    '    def inner(*args, **kwargs):',
    '        return function(*args, **kwargs)',
    '    return inner',
    'def wrapped_async(function):',
    '    @functools.wraps(function)',
    '    async def inner(*args, **kwargs):',
    '        return function(*args, **kwargs)',
    '    return inner',
    'def registered(function):',
    '    return function',
    'def named(name):',
    '    def decorate(function):',
    '        return function',
    '    return decorate',
    'class Meta(type):',
    '    def __call__(cls, name, *, flag=False):',
    '        return super().__call__()',
    'class Singleton(type):',
    '    pass',
  ];
  const count = 6 + random.below(6);
  const classes: string[] = [];
  for (let k = 0; k < count; k++) {
    const name = `t_${k}`;
    if (random.below(2) === 0) lines.push(...aFunction(random, name));
    else {
      lines.push(...aClass(random, name, classes));
      classes.push(name);
    }
    if (random.below(6) === 0) lines.push(`t_alias_${k} = ${name}`);
    if (random.below(8) === 0) lines.push(`t_lambda_${k} = lambda ${parameters(random, undefined, false)}: None`);
  }
  return `${lines.join('\n')}\n`;
}

const names = ['alpha', 'beta', 'gamma', 'delta', 'mode', 'context'];
const defaults = [
  'None',
  '1',
  '"text, (with) = brackets"',
  '(1, 2)',
  '{"a": [1]}',
  'lambda x=1, *y: (x, y)',
  '-3.5',
  'not True',
];
const types = ['int', 'Optional[dict[str, int]]', '"forward, reference"', 'tuple[int, ...]'];

/** A list of parameters in the order that Python wants. */
export function parameters(random: Random, first: string | undefined, mayBeTyped = true): string {
  const left = [...names];
  const parts: string[] = [];
  let mustDefault = false;
  const one = (mayOmit: boolean): string => {
    const name = left.splice(random.below(left.length), 1)[0] ?? 'last';
    const type = mayBeTyped && random.below(3) === 0 ? `: ${pickOf(random, types)}` : '';
    const hasDefault = random.below(2) === 0 || !mayOmit;
    return `${name}${type}${hasDefault ? ` = ${pickOf(random, defaults)}` : ''}`;
  };
  const positional = (): void => {
    const text = one(!mustDefault);
    mustDefault ||= / = /.test(text);
    parts.push(text);
  };
  if (first !== undefined) parts.push(first);
  for (let k = random.below(3); k > 0; k--) positional();
  if (parts.length > 0 && random.below(4) === 0) parts.push('/');
  for (let k = random.below(2); k > 0; k--) positional();
  const star = random.below(4);
  if (star === 0) parts.push(`*args${mayBeTyped && random.below(2) === 0 ? ': int' : ''}`);
  const keywords = star <= 1 ? random.below(3) : 0;
  if (star === 1 && keywords > 0) parts.push('*');
  for (let k = keywords; k > 0; k--) parts.push(one(true));
  if (random.below(4) === 0) parts.push('**kwargs');
  const comma = parts.length > 0 && random.below(6) === 0 && mayBeTyped && !parts.at(-1)?.startsWith('**') ? ',' : '';
  return parts.join(random.below(5) === 0 && mayBeTyped ? ',  # why, (not)\n        ' : ', ') + comma;
}

function aFunction(random: Random, name: string): string[] {
  const isAsync = random.below(3) === 0;
  const decorators = [
    '',
    '',
    '',
    '@wrapped',
    '@registered',
    '@named("one")',
    '@functools.lru_cache(maxsize=3)',
    '@functools.cache',
  ];
  if (!isAsync) decorators.push('@wrapped_async');
  // inspect asks the wrapper, which is not async, where a call of it gives a coroutine.
  const decorator = pickOf(random, isAsync ? ['', '', '@registered', '@named(1)'] : decorators);
  const kind = random.below(8);
  if (kind === 0) {
    const manager = isAsync ? 'asynccontextmanager' : 'contextmanager';
    return [`@${manager}`, `${isAsync ? 'async ' : ''}def ${name}(${parameters(random, undefined)}):`, '    yield 1'];
  }
  const body =
    kind === 1
      ? ['    yield 1']
      : kind === 2
        ? ['    def inner():', '        yield 1', '    return inner']
        : ['    return 1'];
  const header = `${isAsync ? 'async ' : ''}def ${name}(${parameters(random, undefined)})${random.below(3) === 0 ? ' -> "T"' : ''}:`;
  const overloads =
    random.below(6) === 0 ? ['@overload', `def ${name}(one): ...`, '@overload', `def ${name}(one, two): ...`] : [];
  const earlier = random.below(8) === 0 ? [`def ${name}(gone): ...`] : [];
  return [...earlier, ...overloads, ...(decorator === '' ? [] : [decorator]), header, ...body];
}

function aClass(random: Random, name: string, classes: readonly string[]): string[] {
  const kind = random.below(9);
  const bases = classes.length > 0 && random.below(2) === 0 ? [pickOf(random, classes)] : [];
  if (kind === 0) return dataclassOf(random, name);
  if (kind === 1)
    return [`class ${name}(NamedTuple):`, '    one: int', '    two: str = "2"', '    def three(self): return 3'];
  if (kind === 2) return [`class ${name}(metaclass=Meta):`, '    def __init__(self): pass'];
  if (kind === 3)
    return [`class ${name}(abc.ABC, Generic[T]):`, `    def __init__(${parameters(random, 'self')}): pass`];
  if (kind === 4)
    return [`class ${name}(metaclass=Singleton):`, `    def __init__(${parameters(random, 'self')}): pass`];
  const base = bases.length > 0 ? `(${bases.join(', ')})` : '';
  const body = ['    level: ClassVar[int] = 1'];
  if (random.below(2) === 0) body.push(`    def __init__(${parameters(random, 'self')}):`, '        self.x = 1');
  if (kind === 5)
    body.push(`    def __new__(${parameters(random, 'cls, one')}):`, '        return object.__new__(cls)');
  if (random.below(3) === 0)
    body.push('    @staticmethod', '    def make(a): return 1', '    @classmethod', '    def build(cls, b): return 1');
  return [`class ${name}${base}:`, ...body];
}

function dataclassOf(random: Random, name: string): string[] {
  const given = pickOf(random, ['', '()', '(frozen=True)', '(kw_only=True)', '(order=True, init=True)']);
  const fields = ['    one: int', '    shared: ClassVar[int] = 3', '    two: str = "2"'];
  if (random.below(2) === 0) fields.push('    three: list = field(default_factory=list)');
  if (random.below(2) === 0) fields.push('    four: int = field(init=False, default=4)');
  if (random.below(2) === 0) fields.push('    five: InitVar[int] = 5');
  if (random.below(3) === 0) fields.push('    six: int = field(default=6, kw_only=True)');
  if (random.below(3) === 0) fields.push('    _: KW_ONLY', '    seven: int');
  const own = random.below(6) === 0 ? [`    def __init__(${parameters(random, 'self')}): pass`] : [];
  const post = random.below(2) === 0 && own.length === 0 ? ['    def __post_init__(self, *given): pass'] : [];
  return [`@dataclass${given}`, `class ${name}:`, ...fields, ...own, ...post];
}

function pickOf(random: Random, choices: readonly string[]): string {
  return choices[random.below(choices.length)] ?? '';
}
