import { readFileSync } from 'node:fs';
import { written } from '../../transforms/presets/index.ts';
import type { PresetName } from '../../transforms/presets/index.ts';
import type { UserConfig } from '../model/config.ts';

/** The configuration that a preset is. */
export function presetOf(name: PresetName): UserConfig {
  if (name in written) return written[name as keyof typeof written];
  const text = readFileSync(new URL(`presets/${name}.json`, import.meta.url), 'utf8');
  const { python, javascript } = JSON.parse(text) as UserConfig;
  return { ...(python === undefined ? {} : { python }), ...(javascript === undefined ? {} : { javascript }) };
}
