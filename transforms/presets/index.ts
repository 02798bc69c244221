import type { UserConfig } from '../../src/model/config.ts';
import { websocketManagerCalls } from './websocket-manager-calls.ts';
import { websocketManager } from './websocket-manager.ts';

/** The presets that `extends` and `--preset` name. */
export const presets = {
  'websocket-manager': websocketManager,
  'websocket-manager-calls': websocketManagerCalls,
} satisfies Readonly<Record<string, UserConfig>>;

export function isPreset(name: string): name is keyof typeof presets {
  return Object.hasOwn(presets, name);
}
