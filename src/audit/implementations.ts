import type { Implementation, ImplementationKind } from '../model/audit.ts';
import type { AuditContext } from './audit-context.ts';
import { byPlace } from './by-place.ts';
import type { ClassFact } from './audit-facts.ts';

/** The kind of a class, and why it counts as an implementation or does not. */
interface Verdict {
  readonly kind: ImplementationKind;
  readonly counts: boolean;
  readonly because: string;
}

/** The classes that could compete with the canonical ones, and other names of such; each with a verdict. */
export function implementations(classes: readonly ClassFact[], context: AuditContext): Implementation[] {
  const canonical = canonicalDefinitions(context);
  const known = new Set([
    ...canonical,
    ...classes.filter(({ isAlias }) => !isAlias).map((fact) => keyOf(fact, context)),
  ]);
  return classes
    .map((fact) => {
      const { path, area, line, column, name, bases, lines } = fact;
      return { path, area, line, column, name, bases, lines, ...judge(fact, canonical, known, context) };
    })
    .toSorted((a, b) => Number(b.counts) - Number(a.counts) || byPlace(a, b));
}

/** The definitions that the canonical symbols lead to, each `module:Name`. */
export function canonicalDefinitions({ config, project }: AuditContext): Set<string> {
  return new Set(
    config.python.map.flatMap(({ canonical: { module, name } }) =>
      name === undefined || name === '*' ? [] : [project.exports.define(module, name).key],
    ),
  );
}

/** By its bases: it has no behaviour of its own. */
export function isInterface(bases: readonly string[]): boolean {
  return bases.some(
    (base) => /(?:^|\.)(?:Protocol|ABC)(?:\[|$)/.test(base) || /^metaclass\s*=\s*(?:\w+\.)?ABCMeta$/.test(base),
  );
}

function judge(
  fact: ClassFact,
  canonical: ReadonlySet<string>,
  known: ReadonlySet<string>,
  context: AuditContext,
): Verdict {
  const { name, area, bases, isAlias } = fact;
  const key = keyOf(fact, context);
  if (isAlias) return aliasVerdict(fact, context);
  if (canonical.has(key)) return { kind: 'canonical', counts: true, because: 'a canonical symbol leads to it' };
  if (area === 'leftovers') return no('leftover', 'it is in a backup, which is counted as a leftover');
  if (isInterface(bases) || /^I[A-Z][a-z]/.test(name))
    return no('interface', 'it says what a manager can do, and does nothing itself');
  if (context.names.isDouble(name) || area === 'tests') {
    const isTest = /^_*Test/.test(name);
    return isTest
      ? no('test-case', 'it is a test, not what is tested')
      : no(
          'mock',
          area === 'tests' ? 'it is in the tests, in the place of the real one' : 'it is a stand-in for the real one',
        );
  }
  const leads = bases.map((base) => baseKey(base, fact, context));
  const base = leads.find((lead) => known.has(lead));
  if (base !== undefined) return yes('subclass', `it is a class of its own beside ${base}, which it extends`);
  if (name.endsWith('Factory')) return yes('factory', 'it is another way to get a manager than the canonical accessor');
  if (/(?:Adapter|Wrapper|Proxy|Compat|Bridge|Facade)$/.test(name))
    return yes('wrapper', 'it has the interface of a manager, and stands between it and its users');
  return yes('other', 'it is a class of its own, with the name of a manager');
}

/** Another name of a class. The class that it leads to is judged at its own place. */
function aliasVerdict(fact: ClassFact, context: AuditContext): Verdict {
  const { key } = context.project.exports.define(moduleOf(fact, context), fact.name);
  return no('alias', `it is another name of ${key}, not another class: the import paths count it`);
}

const yes = (kind: ImplementationKind, because: string): Verdict => ({ kind, counts: true, because });
const no = (kind: ImplementationKind, because: string): Verdict => ({ kind, counts: false, because });

function baseKey(base: string, fact: ClassFact, context: AuditContext): string {
  const [first = ''] = base.split(/[.[(]/, 1);
  return context.project.exports.define(moduleOf(fact, context), first).key;
}

function moduleOf({ path }: ClassFact, { project }: AuditContext): string {
  return project.index.identify(path).module;
}

function keyOf(fact: ClassFact, context: AuditContext): string {
  const inside = fact.inside === '' ? '' : `${fact.inside}.`;
  return `${moduleOf(fact, context)}:${inside}${fact.name}`;
}
