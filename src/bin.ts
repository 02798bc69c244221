#!/usr/bin/env node
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runCompiled } from './compile-cache.ts';

/**
 * Most runs end before code that was compiled a second time, in the background, has earned what that cost: V8 waits for
 * five times as many executions as it would (docs/decisions/0008).
 */
setFlagsFromString('--interrupt-budget=660000');

runCompiled(path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.js'));
