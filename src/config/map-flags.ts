import type { UserConfig, UserMapEntry } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';

/**
 * The configuration that `--map legacy=canonical` says, each a move. Paths with `#`, `/`, `@` or `-` are of JavaScript, all others of
 * Python.
 * @throws ExpectedStop when one is no such pair
 */
export function mapOfFlags(flags: readonly string[]): UserConfig {
  const entries = flags.map((flag): { readonly isScript: boolean; readonly entry: UserMapEntry } => {
    const parts = flag.split('=').map((part) => part.trim());
    const [legacy = '', canonical = ''] = parts;
    if (parts.length !== 2 || legacy === '' || canonical === '')
      throw new ExpectedStop(
        `--map takes LEGACY=CANONICAL, found ${flag}`,
        "such as --map 'app.old:Name=app.new:Name'",
      );
    return { isScript: /[#/@-]/.test(flag), entry: { canonical, legacy: [legacy] } };
  });
  const of = (isScript: boolean): UserMapEntry[] =>
    entries.filter((one) => one.isScript === isScript).map(({ entry }) => entry);
  const [python, javascript] = [of(false), of(true)];
  return {
    ...(python.length > 0 ? { python: { map: python } } : {}),
    ...(javascript.length > 0 ? { javascript: { map: javascript } } : {}),
  };
}
