import path from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { transformText } from '../engine/transform-text.ts';
import type { Config } from '../model/config.ts';

/** The facts about a file that jscodeshift gives a transform. */
export interface FileInfo {
  /** Relative to the working folder, or absolute. */
  readonly path: string;
  readonly source: string;
}

/** The part of the jscodeshift API that our transforms need. */
export interface JscodeshiftApi {
  readonly report?: (message: string) => void;
}

/** The flags of its command line, as far as ours read them. */
export interface JscodeshiftOptions {
  /** `--ssotConfig=FILE`: the configuration; by default the one that the working folder has. */
  readonly ssotConfig?: string;
  /** `--includeReview`: take edits of tier `review`, too. */
  readonly includeReview?: boolean;
}

export type JscodeshiftTransform = (
  fileInfo: FileInfo,
  api: JscodeshiftApi,
  options: JscodeshiftOptions,
) => Promise<string | undefined>;

/** One of our transforms as a module of jscodeshift. What is refused is reported; a file that cannot be read is an error. */
export function jscodeshiftTransform(id: string): JscodeshiftTransform {
  let loaded: Promise<Config> | undefined;
  return async ({ path: file, source }, api, { ssotConfig, includeReview = false }) => {
    const selection = { presets: [], include: undefined, exclude: [] };
    const request = { cwd: process.cwd(), file: ssotConfig, takesCode: true, ...selection };
    loaded ??= loadConfig(request);
    const config = await loaded;
    const relative = path.relative(config.root, path.resolve(file)).split(path.sep).join('/');
    const { text, refused } = await transformText(config, relative, source, true, includeReview, id);
    const broken = refused.find(({ reason }) => reason === 'syntax-error');
    if (broken) throw new Error(broken.message);
    for (const { line, column, reason, from, message } of refused)
      api.report?.(`${line}:${column} ${reason} ${from}: ${message}`);
    return text === source ? undefined : text;
  };
}
