/** A mock that stays where it is: what moves away from the module that it replaces would escape it. */
export interface MockHold {
  /** The module that is replaced. */
  readonly key: string;
  /** The one export of it that is replaced; undefined: all of them. */
  readonly name: string | undefined;
  /** The place of the mock, `file:line`. */
  readonly place: string;
  /** It is one, and no assignment to the export. */
  readonly isMock: boolean;
}

/** The mocks that stay, by the module that they replace. */
export type MockHolds = ReadonlyMap<string, readonly MockHold[]>;

/** All of them by their modules, each list in an order that does not depend on the files'. */
export function mockHolds(holds: readonly MockHold[]): MockHolds {
  const byKey = new Map<string, MockHold[]>();
  for (const hold of holds.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
    const known = byKey.get(hold.key);
    if (known) known.push(hold);
    else byKey.set(hold.key, [hold]);
  }
  return byKey;
}

/**
 * The first mock that replaces the imported part of a module.
 * @param names undefined: all of it
 */
export function findHold(holds: MockHolds, key: string, names: readonly string[] | undefined): MockHold | undefined {
  return holds.get(key)?.find(({ name }) => name === undefined || names === undefined || names.includes(name));
}

function orderOf({ name, place, isMock }: MockHold): string {
  return [name ?? '', place, isMock ? 'mock' : ''].join('\0');
}
