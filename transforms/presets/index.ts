import type { UserConfig } from '../../src/model/config.ts';
import { websocketManager } from './websocket-manager.ts';

/** The presets that `extends` and `--preset` name. */
export const presets: Readonly<Record<string, UserConfig>> = {
  'websocket-manager': websocketManager,
};
