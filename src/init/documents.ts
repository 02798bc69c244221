/** The documents that `init` writes. Each is a function from a few facts to a text. */

/** Is it a path below a folder, and a word in shells and in YAML as it stands? */
export function isPlainPath(path: string): boolean {
  return /^[\w.][\w./-]*$/.test(path) && !path.split('/').includes('..');
}

/**
 * @param preset to extend; undefined for a Map of one's own
 * @param format the commands that format changed files
 */
export function configDocument(preset: string | undefined, format: readonly string[]): string {
  const start =
    preset === undefined
      ? `  // Start from a Map that comes with the tool: "extends": ["websocket-manager"],`
      : `  // The Map to start from. Entries below go before its own.
  "extends": [${JSON.stringify(preset)}],`;
  const formatting =
    format.length === 0
      ? '  // "format": ["black --quiet {files:*.py}"],'
      : `  "format": [${format.map((command) => JSON.stringify(command)).join(', ')}],`;
  return `// Which path of each symbol stays, the canonical one, and which are legacy.
// Every key is explained in docs/configuration.md of ssot-codemod. Comments and trailing commas are allowed here.
{
${start}

  // The files to look at, and those to leave alone. Without: those of the languages that the Map speaks of.
  // "include": ["**/*.py", "frontend/**/*.{ts,tsx}"],
  "exclude": [
    // "backup/**",
  ],

  // Commands that format the files that change, before they are written.
${formatting}

  "python": {
    // Folders that hold top-level modules. Without: these two.
    // "sourceRoots": [".", "src"],

    // The Map. "module:Name" is a symbol, "module" a module with all under it, "module:*" every name of a module.
    "map": [
      // { "canonical": "app.core.unified:Manager", "legacy": ["app.core.manager:WebSocketManager"] },
    ],
  },

  "javascript": {
    // TypeScript configurations in addition to the nearest tsconfig.json of each file.
    // "tsconfig": ["frontend/tsconfig.json"],

    // "specifier#export" is an export, "specifier" a module, however files spell it.
    "map": [
      // { "canonical": "@/services/ws#Socket", "legacy": ["@/lib/ws#Socket", "./src/old/socket#default"] },
    ],
  },
}
`;
}

/**
 * Is it something to install from that stays the same, and a word in shells and in YAML between quotes? A plain name is
 * none: whoever owns it in a registry decides what runs.
 */
export function isInstallable(source: string): boolean {
  if (!/^[\w.:/@#+~-]+$/.test(source)) return false;
  const isPinned = /^(?:(?:github|gitlab|bitbucket):|git\+(?:https|ssh):\/\/)[^#]+#[\w./-]+$/.test(source);
  const isTarball = /^https:\/\/.+\.(?:tgz|tar\.gz)$/.test(source) || isTarballPath(source);
  return isPinned || isTarball || /^@[\w.-]+\/[\w.-]+@\d[\w.-]*$/.test(source);
}

/** `npm pack` makes such a file. */
function isTarballPath(source: string): boolean {
  return isPlainPath(source) && source.endsWith('.tgz');
}

/** npm takes `x/y.tgz` for a repository of GitHub. */
function forNpm(source: string): string {
  return isTarballPath(source) && !source.startsWith('./') ? `./${source}` : source;
}

/** The facts about the check that the workflow and the hook run. */
export interface CheckFacts {
  /** The package specifier that npm installs the program from: see `isInstallable`. */
  readonly source: string;
  /** A plain path; undefined for none. */
  readonly baseline: string | undefined;
}

function checkCommand({ baseline }: CheckFacts): string {
  return `ssot-codemod check${baseline === undefined ? '' : ` --baseline ${baseline}`}`;
}

/**
 * A workflow of GitHub Actions that checks pull requests, annotates them and posts the summary.
 * Nothing that a pull request brings stands in a script: GitHub puts expressions into scripts as text.
 */
export function workflowDocument(facts: CheckFacts): string {
  const check = checkCommand(facts);
  return `# Fails a pull request that has imports on legacy paths. Written by: ssot-codemod init --github
name: ssot-codemod

# Not pull_request_target, which would run the pull request's configuration with this repository's secrets.
on: pull_request

permissions:
  contents: read
  pull-requests: write # the comment with the summary

concurrency:
  group: ssot-codemod-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    env:
      # A configuration that is code does not run for a pull request from a fork.
      SSOT_CODEMOD_NO_CONFIG_CODE: \${{ github.event.pull_request.head.repo.full_name != github.repository && '1' || '' }}
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - name: Install
        run: npm install --global ${installFlags(facts)}'${forNpm(facts.source)}'
      - name: Check
        id: check
        run: ${check} --format github
      - name: Summary
        id: summary
        if: always() && steps.check.conclusion != 'skipped'
        run: |
          ${check} --quiet --format markdown --output-file "$RUNNER_TEMP/summary.md" || test $? = 1
          cat "$RUNNER_TEMP/summary.md" >> "$GITHUB_STEP_SUMMARY"
      - name: Comment
        # The token of a pull request from a fork may not write: its summary is on the page of the run.
        if: always() && steps.summary.conclusion == 'success' && github.event.pull_request.head.repo.full_name == github.repository
        env:
          GH_TOKEN: \${{ github.token }}
          NUMBER: \${{ github.event.pull_request.number }}
          RESULT: \${{ steps.check.conclusion }}
        run: |
          mark='<!-- ssot-codemod check -->'
          { echo "$mark"; cat "$RUNNER_TEMP/summary.md"; } > "$RUNNER_TEMP/comment.md"
          id=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments" \\
            --jq ".[] | select(.user.type == \\"Bot\\" and (.body | startswith(\\"$mark\\"))) | .id" | head -n 1)
          if [ -n "$id" ]; then
            gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$RUNNER_TEMP/comment.md"
          elif [ "$RESULT" = failure ]; then
            gh pr comment "$NUMBER" --repo "$GITHUB_REPOSITORY" --body-file "$RUNNER_TEMP/comment.md"
          fi
`;
}

/** A repository is built when it is installed; all else is installed as it is. */
function installFlags({ source }: CheckFacts): string {
  return isBuilt(source) ? '' : '--ignore-scripts ';
}

function isBuilt(source: string): boolean {
  return /^(?:github|gitlab|bitbucket|git\+\w+):/.test(source);
}

/** pre-commit installs in a folder of its own, from which no path leads to a file of the repository. */
function hookProgram(facts: CheckFacts): string {
  const [entry, source] = [`${checkCommand(facts)} --quiet --`, forNpm(facts.source)];
  return isTarballPath(facts.source)
    ? `        entry: npm exec --yes --ignore-scripts --package=${source} -- ${entry}
        language: system`
    : `        entry: ${entry}
        language: node
        additional_dependencies: ['${source}']`;
}

/** An entry of `repos` in .pre-commit-config.yaml (https://pre-commit.com). */
export function hookEntry(facts: CheckFacts): string {
  return `  - repo: local
    hooks:
      - id: ssot-codemod
        name: imports on canonical paths
        # The names of the files to be committed follow. pre-commit puts away what is not staged.
${hookProgram(facts)}
        types_or: [python, javascript, jsx, ts, tsx, vue, svelte]
        require_serial: true
`;
}

export function hookDocument(facts: CheckFacts): string {
  return `# Written by: ssot-codemod init --pre-commit. Install with: pre-commit install\nrepos:\n${hookEntry(facts)}`;
}
