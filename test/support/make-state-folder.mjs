import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Tests write nothing into the home of whoever runs them: all of them have a state folder of their own. */
export default function makeStateFolder() {
  const memory = '/dev/shm';
  process.env.XDG_STATE_HOME = mkdtempSync(
    path.join(existsSync(memory) ? memory : tmpdir(), 'ssot-codemod-test-state-'),
  );
}
