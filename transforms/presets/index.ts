import type { UserConfig } from '../../src/model/config.ts';
import { websocketManagerCalls } from './websocket-manager-calls.ts';
import { websocketManager } from './websocket-manager.ts';

/** Presets that are code. */
export const written = {
  'websocket-manager': websocketManager,
  'websocket-manager-calls': websocketManagerCalls,
} satisfies Readonly<Record<string, UserConfig>>;

/** Presets that scripts/presets.py makes: a file of that name in src/config/presets. */
const generated = [
  'airflow-3',
  'django-5',
  'langchain-community',
  'lodash-es',
  'mui-5',
  'pep-585',
  'pydantic-2',
  'react-router-7',
  'rxjs-7',
  'six-moves',
  'unittest-mock',
] as const;

export type PresetName = keyof typeof written | (typeof generated)[number];

/** The presets that `extends` and `--preset` name. */
export const presetNames: readonly PresetName[] = [...(Object.keys(written) as (keyof typeof written)[]), ...generated];

export function isPreset(name: string): name is PresetName {
  return presetNames.some((preset) => preset === name);
}
