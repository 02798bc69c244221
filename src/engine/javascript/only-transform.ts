import { scriptCalls } from '../../../transforms/javascript/call-site/call-sites.ts';
import { callSiteId } from '../../../transforms/javascript/call-site/id.ts';
import { noScriptCalls } from '../../../transforms/javascript/call-site/script-calls.ts';
import type { ScriptCalls } from '../../../transforms/javascript/call-site/script-calls.ts';
import type { JavaScriptFile, TransformResult } from '../../../transforms/javascript/javascript-file.ts';

/** Which transforms count: all, or one, as jscodeshift runs them. */
export interface TransformChoice {
  /** Are the moves of a transform applied? */
  readonly applies: (transform: string) => boolean;
  /** The calls of a file that have a rule. */
  readonly calls: (file: JavaScriptFile) => ScriptCalls;
  /** The part of the result of a transform that counts. */
  readonly kept: (transform: string, result: TransformResult) => readonly TransformResult[];
}

/** @param only the id of the one transform to run; undefined for all */
export function transformChoice(only: string | undefined): TransformChoice {
  const isForCalls = only === callSiteId;
  return {
    applies: (transform) => !isForCalls || transform === callSiteId,
    calls: (file) => (only === undefined || isForCalls ? scriptCalls(file) : noScriptCalls),
    kept: (transform, result) => {
      if (only === undefined || only === transform) return [result];
      // The statements that bind what is called are parts of the calls.
      return isForCalls ? [{ ...noScriptCalls.result, textEdits: result.textEdits }] : [];
    },
  };
}
