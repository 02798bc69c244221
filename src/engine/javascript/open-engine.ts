import type { Config } from '../../model/config.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { JavaScriptEngine } from './javascript-engine.ts';
import { JavaScriptPrefilter } from './javascript-prefilter.ts';
import { closedJavaScriptProject, openJavaScriptProject } from './javascript-project.ts';
import { jsxSettings } from './jsx-settings.ts';
import { readsScripts } from './reads-scripts.ts';
import { openResolvers } from './scoped-resolvers.ts';

/** An engine for the files of the root. */
export function openJavaScriptEngine(config: Config, request: PlanRequest, buffer: SourceBuffer): JavaScriptEngine {
  const project = openJavaScriptProject(config);
  const resolvers = openResolvers(config.javascript, project);
  const prefilter = new JavaScriptPrefilter(config.javascript, resolvers.map, project);
  const noteSettings = jsxSettings(project, resolvers.whole);
  const reads = { isRead: readsScripts(config) };
  return new JavaScriptEngine(project, resolvers, request, reads, { buffer, prefilter, noteSettings });
}

/**
 * An engine for texts that are given to it.
 * @param consultsFiles look at the other files of the root
 * @param only the id of the one transform to run
 */
export function textEngine(
  config: Config,
  request: PlanRequest,
  consultsFiles: boolean,
  only: string | undefined,
): JavaScriptEngine {
  const project = consultsFiles ? openJavaScriptProject(config) : closedJavaScriptProject(config);
  const reads = { isRead: readsScripts(config), only };
  return new JavaScriptEngine(project, openResolvers(config.javascript, project), request, reads);
}
