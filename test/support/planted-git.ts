import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './repository.ts';

/** Programs that a configuration of git names, and a file in which each of them leaves its name when it runs. */
export interface Planted {
  readonly ran: () => readonly string[];
}

const hooks = [
  'post-index-change',
  'reference-transaction',
  'post-checkout',
  'pre-auto-gc',
  'fsmonitor-watchman',
  'post-commit',
];

/** Settings by what they run; `%` stands for the program. */
const settings: Readonly<Record<string, string>> = {
  fsmonitor: '[core] fsmonitor = %',
  'ssh-command': '[core] sshCommand = %',
  pager: '[core] pager = %\n[pager] status = %\n[pager] diff = %\n[pager] ls-files = %',
  editor: '[core] editor = %\n[sequence] editor = %',
  'ask-pass': '[core] askPass = %',
  'git-proxy': '[core] gitProxy = %',
  'alternate-refs': '[core] alternateRefsCommand = %',
  'external-diff': '[diff] external = %',
  'diff-driver': '[diff "planted"]\n textconv = %\n command = %\n cachetextconv = false',
  clean: '[filter "planted"]\n clean = %\n smudge = %\n required = true',
  process: '[filter "served.by.process"]\n process = %\n required = true',
  merge: '[merge "planted"] driver = %',
  gpg: '[gpg] program = %\n[log] showSignature = true',
  alias: '[alias]\n status = !%\n diff = !%\n ls-files = !%\n cat-file = !%\n rev-parse = !%',
  credential: '[credential] helper = !%',
  'pack-objects': '[uploadpack] packObjectsHook = %',
  'upload-pack': '[extensions] partialClone = origin\n[remote "origin"]\n promisor = true\n url = /\n uploadpack = %',
  trace: '[trace2] eventTarget = %\n normalTarget = %',
  submodules:
    '[submodule] recurse = true\n[status] submoduleSummary = true\n[diff] submodule = log\n ignoreSubmodules = none',
};

/** The lines of .gitattributes that put the drivers and filters in force. */
export const plantedAttributes = '*.py filter=planted diff=planted merge=planted\n*.txt filter=served.by.process\n';

/** Add all of that to the configuration of a git folder. After this, a plain call of git runs some of it. */
export function plant(gitFolder: string): Planted {
  const folder = temporaryFolder();
  const log = path.join(folder, 'ran');
  const program = (name: string, file: string): string => {
    // A filter that writes what it reads harms no test; anything else that waits for input would hang.
    writeFileSync(file, `#!/bin/sh\necho ${name} >>'${log}'\n${name === 'clean' ? 'cat' : ''}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const hooksFolder = path.join(folder, 'hooks');
  mkdirSync(hooksFolder);
  for (const hook of hooks) program(`hook ${hook}`, path.join(hooksFolder, hook));
  const lines = Object.entries(settings).map(([name, text]) =>
    text.replaceAll('%', program(name, path.join(folder, name))),
  );
  appendFileSync(path.join(gitFolder, 'config'), `\n${lines.join('\n')}\n[core] hooksPath = ${hooksFolder}\n`);
  return { ran: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []) };
}
