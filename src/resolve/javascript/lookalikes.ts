/** Finds the legacy module that a specifier which leads nowhere may mean, by how its path ends. */
export class Lookalikes {
  /** By the last part of their paths, the legacy modules of the repository: each with its path, and the key of its module. */
  readonly #byName = new Map<string, { readonly path: string; readonly key: string }[]>();

  /** @param keys of the legacy modules */
  constructor(keys: readonly string[]) {
    for (const key of keys) {
      const path = key
        .replace(/^\?/, '')
        .replace(/(?:\.d)?\.\w+$/, '')
        .replace(/\/index$/, '');
      if (!path.startsWith('/')) continue;
      const name = lastPart(path);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), { path, key }]);
    }
  }

  /**
   * @param specifier no path, and no package that is known
   * @returns the key of the module, and the part of the specifier that nobody knows
   */
  find(specifier: string): { readonly key: string; readonly unknown: string } | undefined {
    const [path = ''] = specifier.split('?', 1);
    const plain = path.replace(/\.\w+$/, '').replace(/\/index$/, '');
    const candidates = this.#byName.get(lastPart(plain));
    if (!candidates) return undefined;
    const parts = plain.split('/');
    // Nobody can publish a package of such a name: it is an alias, and one part behind it is enough.
    const isAlias = /^(?:[^@a-z\d]|@(?:\/|$))/.test(plain);
    const name = plain.startsWith('@') ? 2 : 1;
    const starts = isAlias ? [1] : [0, 1, name].filter((at) => parts.length - at > 1);
    for (const at of starts.filter((start) => start < parts.length)) {
      const tail = parts.slice(at).join('/');
      const [found] = candidates.filter(({ path }) => path.endsWith(`/${tail}`));
      if (found) return { key: found.key, unknown: at === 0 ? (parts[0] ?? '') : parts.slice(0, at).join('/') };
    }
    return undefined;
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
