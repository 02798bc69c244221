/** A mock that stays where it is: what moves away from what it replaces would escape it. */
export interface MockHold {
  /** The module that is replaced. */
  readonly key: string;
  /** The one export of it that is replaced; undefined: all of them. */
  readonly name: string | undefined;
  /** Where the mock stands, `file:line`. */
  readonly place: string;
  /** It is one, and no assignment to the export. */
  readonly isMock: boolean;
}

const MARK = '\0mock';

/** A hold as text: what one file says to others is text. The key stands for itself, too. */
export function holdTexts({ key, name, place, isMock }: MockHold): string[] {
  return [key, [MARK, key, name ?? '', place, isMock ? 'mock' : ''].join('\0')];
}

/** The mocks of all files that stay. */
export class MockHolds {
  readonly #byKey = new Map<string, MockHold[]>();

  /** @param texts of holds, among others */
  constructor(texts: ReadonlySet<string>) {
    for (const text of [...texts].filter((other) => other.startsWith(MARK)).sort()) {
      const [key = '', name = '', place = '', kind = ''] = text.slice(MARK.length + 1).split('\0');
      const hold = { key, name: name === '' ? undefined : name, place, isMock: kind === 'mock' };
      const holds = this.#byKey.get(key);
      if (holds) holds.push(hold);
      else this.#byKey.set(key, [hold]);
    }
  }

  /** The first mock that replaces what is taken of a module. @param names undefined: all of it */
  find(key: string, names: readonly string[] | undefined): MockHold | undefined {
    return this.#byKey.get(key)?.find(({ name }) => name === undefined || names === undefined || names.includes(name));
  }
}
