import path from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { loadCode } from '../config/load-transforms.ts';
import { jscodeshiftTransform } from '../engine/own/jscodeshift-runner.ts';
import type { JscodeshiftFunction } from '../engine/own/jscodeshift-runner.ts';
import { checkedTransform, withTransforms } from '../engine/own/with-transforms.ts';
import type { Config } from '../model/config.ts';
import type { Plan } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { summaryOf } from '../model/summary.ts';
import type { Transform } from '../model/transform.ts';
import { findRepository } from '../store/repository.ts';
import type { CommandIo } from './io.ts';
import type { RunTransformOptions, SelectionOptions } from './options.ts';

/** The configuration, of which the Map is left out; without one, the repository is the root. */
export async function configToRun(options: SelectionOptions, { cwd }: CommandIo): Promise<Config> {
  const { config: file, configCode: takesCode, include, exclude } = options;
  const config = await loadConfig({ cwd, file, presets: [], takesCode, include, exclude, isOptional: true });
  const root = config.file === undefined ? (findRepository(cwd)?.root ?? cwd) : config.root;
  return { ...config, root };
}

/** The Plan of one transform. */
export async function planOfTransform(
  options: RunTransformOptions,
  config: Config,
  request: PlanRequest,
  io: CommandIo,
): Promise<Plan> {
  const none = { outcomes: [], summary: summaryOf([], { filesScanned: 0, filesCandidate: 0 }) };
  const transform = await transformOf(options, io);
  return withTransforms(none, config, request, [
    options.include === undefined ? transform : { ...transform, files: options.include },
  ]);
}

/** @throws ExpectedStop when the module exports no transform */
async function transformOf(options: RunTransformOptions, { cwd }: CommandIo): Promise<Transform> {
  const { transform: name = '', parser, extensions, transformOption } = options;
  const file = path.resolve(cwd, name);
  const loaded = await loadCode(file, name);
  const exported = functionOf(loaded);
  if (exported === undefined) return checkedTransform(loaded.default ?? loaded, name);
  const choice = { parser, extensions: extensions.split(','), options: Object.fromEntries(transformOption.map(pair)) };
  const id = `jscodeshift/${path
    .basename(name)
    .replace(/\.[^.]*$/, '')
    .replace(/[^\w.-]/g, '-')}`;
  return jscodeshiftTransform(exported, { file, id, ownParser: loaded.parser }, choice);
}

/** The function that a module of jscodeshift exports, as CommonJS or not. */
function functionOf(loaded: unknown): JscodeshiftFunction | undefined {
  const { default: inner } = loaded as { readonly default?: unknown };
  const found = [loaded, inner].find((one) => typeof one === 'function');
  return found as JscodeshiftFunction | undefined;
}

/** `KEY=VALUE`, or `KEY` for true. */
function pair(text: string): [string, string | boolean] {
  const at = text.indexOf('=');
  return at < 0 ? [text, true] : [text.slice(0, at), text.slice(at + 1)];
}
