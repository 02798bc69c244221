/**
 * The layers of docs/architecture.md. What a layer may import; itself, always.
 * If a rule stops you, the thing you need is likely in the wrong room: see the comment of the rule.
 */
const layers = {
  'src/start.ts': [
    ['src/compile-cache.ts', 'src/v8-flags.ts', 'src/engine/readers/early-reader.ts', 'src/main.ts'],
    'start starts the program, which is main.ts, from compiled code, and what takes longer to start than that',
  ],
  'src/compile-cache.ts': [['src/v8-flags.ts'], 'what starts the program is loaded before it, and knows nothing of it'],
  'src/v8-flags.ts': [[], 'the flags of V8 are an affair of the process'],
  'src/main.ts': [
    ['src/command-line.ts', 'src/cli-help.ts', 'src/terminal.ts', 'src/commands/io.ts', 'src/model/'],
    'main is argv, streams and the exit code; what a command does belongs in commands/',
  ],
  'src/terminal.ts': [[], 'a terminal is shown text that is complete: colours and links are added at the very end'],
  'src/command-line.ts': [['src/cli.ts', 'src/flags/'], 'a command line is read by the table of commands'],
  'src/cli.ts': [
    ['src/flags/', 'src/commands/', 'src/model/'],
    'the table of commands knows their flags, nothing of what is behind them',
  ],
  'src/flags/': [['src/commands/options.ts', 'src/model/'], 'flags are data: their names, kinds and help'],
  'src/cli-help.ts': [
    ['src/cli.ts', 'src/flags/', 'src/command-line.ts', 'src/model/'],
    'yargs sees the table of cli.ts, read as command-line.ts reads it, and nothing else',
  ],
  'src/index.ts': [
    ['src/config/', 'src/engine/', 'src/store/', 'src/model/'],
    'the Node API offers what commands use; it computes nothing itself',
  ],
  'src/jscodeshift/': [
    ['src/config/', 'src/engine/', 'src/model/'],
    'the modules for jscodeshift hand its files to the engine; they compute nothing themselves',
  ],
  'src/commands/': [
    [
      'src/config/',
      'src/scan/',
      'src/engine/',
      'src/store/',
      'src/check/',
      'src/init/',
      'src/review/',
      'src/report/',
      'src/lsp/',
      'src/audit/area.ts',
      'src/audit/findings.ts',
      'src/hits/merge-records.ts',
      'src/edit/operation-outcome.ts',
      'src/model/',
    ],
    'a command is a use case: it calls rooms, and no two commands call each other',
  ],
  'src/engine/': [
    [
      'src/scan/',
      'src/parse/',
      'src/resolve/',
      'src/audit/',
      'src/move/',
      'src/prune/',
      'src/shim/',
      'src/hits/',
      'src/suggest/',
      'src/interface/',
      'src/carriers/',
      'src/calls/',
      'src/edit/',
      'src/native/',
      'transforms/',
      'src/regular-file.ts',
      'src/model/',
    ],
    'the engine makes a Plan or an audit; it prints nothing and writes nothing',
  ],
  'src/store/': [
    ['src/edit/', 'src/scan/decode.ts', 'src/git/', 'src/regular-file.ts', 'src/model/'],
    'the store writes what a Plan says; it does not decide',
  ],
  'transforms/presets/': [['src/model/'], 'a preset is data'],
  'transforms/': [
    ['src/parse/', 'src/calls/', 'src/edit/', 'src/model/'],
    'a transform turns parsed References into Edits; it reads no file',
  ],
  'src/config/': [
    ['src/regular-file.ts', 'src/model/', 'transforms/presets/'],
    'configuration ends in Config: nothing else reads what a person wrote',
  ],
  'src/git/': [['src/regular-file.ts', 'src/model/'], 'the one door to git: how it is called, not what it is asked'],
  'src/scan/': [
    ['src/native/', 'src/git/', 'src/regular-file.ts', 'src/model/'],
    'scan finds and decodes files; what is in them is for parse',
  ],
  'src/parse/': [['src/native/', 'src/model/'], 'parse sees one text; what it refers to is for resolve'],
  'src/resolve/': [['src/model/'], 'resolve asks for modules through what it is given, so that tests need no disk'],
  'src/check/': [['src/model/'], 'what check says of a Plan, from plain data: it reads no file and prints nothing'],
  'src/init/': [['src/model/'], 'what init writes: documents, from a few facts'],
  'src/edit/': [['src/model/'], 'edit knows texts and ranges only'],
  'src/review/': [['src/model/'], 'shapes are computed from a Plan'],
  'src/audit/': [
    ['src/parse/', 'src/resolve/', 'src/native/', 'src/model/'],
    'the audit measures what the engine reads for it; it opens no file and prints nothing',
  ],
  'src/interface/': [
    ['src/parse/', 'src/resolve/', 'src/model/'],
    'interfaces are read from the modules that the engine reads for them',
  ],
  'src/calls/': [
    ['src/parse/', 'src/interface/', 'src/resolve/', 'src/model/'],
    'how the calls of a symbol become calls of another one, from their interfaces; the places of calls are for transforms',
  ],
  'src/suggest/': [
    ['src/parse/', 'src/resolve/', 'src/native/', 'src/model/'],
    'a suggestion is made of what the engine reads for it; it opens no file and prints nothing',
  ],
  'src/move/': [
    ['src/parse/', 'src/resolve/', 'src/edit/', 'src/model/'],
    'what moving a module means for its own text: it opens no file, and moves none',
  ],
  'src/prune/': [
    ['src/parse/', 'src/resolve/', 'src/edit/', 'src/model/'],
    'what could go, judged by what files say: it opens none, and deletes nothing',
  ],
  'src/shim/': [
    ['src/parse/', 'src/resolve/', 'src/model/'],
    'what stands in for a legacy module, from what the engine reads: it opens no file, and writes none',
  ],
  'src/hits/': [['src/model/'], 'records of runs beside the Plan, from plain data: it opens no file'],
  'src/report/': [
    ['src/check/', 'src/review/', 'src/audit/findings.ts', 'src/model/'],
    'a reporter is a function from a Plan to a document',
  ],
  'src/lsp/': [
    ['src/check/import-findings.ts', 'src/model/'],
    'what a Plan is in the words of the Language Server Protocol: it opens no file, and speaks to no editor',
  ],
  'src/carriers/': [
    ['src/parse/', 'src/model/'],
    'a carrier takes one file apart and puts edits back; what its parts say is for parse',
  ],
  'src/native/': [[], 'the WebAssembly core and its host know bytes only'],
  'src/regular-file.ts': [[], 'the one door to files that are read by their names'],
  'src/model/': [[], 'the nouns import nothing'],
};

/** npm and core modules that only these places may touch. */
const edges = {
  '^(node:)?fs(/promises)?$': [
    '^(src/((main|terminal|compile-cache|regular-file)[.]ts|config/|git/|scan/|store/|engine/|native/)|scripts/)',
    'files are read in config, scan and engine, and written in store',
  ],
  '^(node:)?child_process$': [
    '^(src/(git/run-git|store/gate|store/forge)[.]ts|scripts/)',
    'git is called through src/git/run-git.ts; a gate, and the program of a forge, are the only others that are run',
  ],
  '^(node:)?worker_threads$': ['^src/engine/', 'threads are an affair of the engine'],
  'node_modules/vscode-languageserver': ['^src/(lsp/|commands/lsp)', 'one command speaks to editors'],
  'node_modules/(@types/)?yargs/': ['^src/cli-help[.]ts$', 'yargs is slow to load: only help and errors need it'],
};

const order = Object.keys(layers);

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'two modules that need each other are one, or need a third',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(layers).map(([layer, [allowed, comment]]) => ({
      name: `layer ${layer}`,
      severity: 'error',
      comment,
      from: {
        path: `^${layer}`,
        pathNot: order.filter((other) => other !== layer && other.startsWith(layer)).map((other) => `^${other}`),
      },
      to: { path: '^(src|transforms|test|scripts)/', pathNot: `^(${[layer, ...allowed].join('|')})` },
    })),
    ...Object.entries(edges).map(([path, [pathNot, comment]]) => ({
      name: `edge ${path}`,
      severity: 'error',
      comment,
      from: { path: '^(src|transforms)/', pathNot },
      to: { path },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
