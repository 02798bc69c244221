/*
 * How git is called. To look must run nothing that a repository names: not its file system monitor, hooks, pagers, signature
 * checks, remotes, nor, with `withoutFilters`, its filters. docs/security.md lists them for users.
 */

/** Settings that override those of the repository. */
const lookingSettings: readonly string[] = [
  'core.fsmonitor=',
  'core.hooksPath=/dev/null',
  'safe.bareRepository=explicit',
  'log.showSignature=false',
  'submodule.recurse=false',
];

/** The arguments of a call that only looks. */
export function lookingArguments(args: readonly string[]): string[] {
  return ['--no-pager', '--literal-pathspecs', ...asFlags(lookingSettings), ...args];
}

/** The arguments of a call that compares contents, with these filters out of force. */
export function withoutFilters(drivers: readonly string[], args: readonly string[]): string[] {
  const settings = drivers.flatMap((driver) => [
    ...['clean', 'smudge', 'process'].map((kind) => `filter.${driver}.${kind}=`),
    `filter.${driver}.required=false`,
  ]);
  return [...asFlags(settings), ...args];
}

function asFlags(settings: readonly string[]): string[] {
  return settings.flatMap((setting) => ['-c', setting]);
}

/**
 * Variables of git that stay when it only looks: they tell where git and its configuration are and, in a hook, which
 * index is about to be committed.
 */
const kept =
  /^GIT_(?:EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|CONFIG_.*)$/;

/**
 * The environment of a call that only looks: it takes no lock, fetches nothing and asks nobody, in English.
 * @param top the work tree, wherever the repository's configuration has it
 */
export function environmentToLook(env: NodeJS.ProcessEnv, top: string): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || kept.test(name))),
    LC_ALL: 'C',
    GIT_WORK_TREE: top,
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // A partial clone fetches what is missing when it is looked at, by whatever its configuration names.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none', // for git before 2.45
  };
}

/** Variables that say which repository git works in: `git rev-parse --local-env-vars`, without those of its configuration. */
const local: ReadonlySet<string> = new Set(
  [
    'ALTERNATE_OBJECT_DIRECTORIES',
    'COMMON_DIR',
    'DIR',
    'GRAFT_FILE',
    'IMPLICIT_WORK_TREE',
    'INDEX_FILE',
    'INTERNAL_SUPER_PREFIX',
    'NAMESPACE',
    'NO_REPLACE_OBJECTS',
    'OBJECT_DIRECTORY',
    'PREFIX',
    'QUARANTINE_PATH',
    'REPLACE_REF_BASE',
    'SHALLOW_FILE',
    'WORK_TREE',
  ].map((name) => `GIT_${name}`),
);

/** The environment of a call that writes: that of the user, in the repository that it was called for. Hooks see it, too. */
export function environmentToCommit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !local.has(name)));
}
