import * as v from 'valibot';
import { carrierIds } from '../model/carrier.ts';
import { checkKinds } from '../model/check-kind.ts';
import { longestGlob, textCountAnswers } from '../model/config.ts';
import type { UserCallRule } from '../model/call-rule.ts';
import type { UserConfig, UserMapEntry } from '../model/config.ts';
import { pathSyntax } from './path-syntax.ts';

const { identifier } = pathSyntax;

const target = v.pipe(
  v.string(),
  v.regex(pathSyntax.python, 'a module or symbol such as "package.module" or "package.module:Name"'),
);
/** The same, perhaps with placeholders. */
const targetOfMap = v.pipe(
  v.string(),
  v.regex(pathSyntax.pythonOfMap, 'a module or symbol such as "package.module" or "package.module:Name"'),
);
const symbol = v.pipe(v.string(), v.regex(pathSyntax.pythonSymbol, 'a symbol such as "package.module:Name"'));
const specifierWanted =
  'a module or export such as "@/services/ws" or "@/services/ws#Socket" (a package takes its parts along: write "old-package", not "old-package/*")';
const specifier = v.pipe(v.string(), v.regex(pathSyntax.script, specifierWanted));
/** The same, perhaps with placeholders. */
const specifierOfMap = v.pipe(v.string(), v.regex(pathSyntax.scriptOfMap, specifierWanted));
const exported = v.pipe(v.string(), v.regex(pathSyntax.scriptSymbol, 'an export such as "@/services/ws#Socket"'));
/** The system takes no NUL in a path. */
const filePath = v.pipe(v.string(), v.regex(/^[^\0]*$/, 'a path'));
/** A backslash takes the meaning of a character that a glob gives one; Windows' paths would match nothing. */
const glob = v.pipe(
  v.string(),
  v.regex(/^(?:[^\\]|\\[[\](){}!?+@])+$/, 'a glob with forward slashes such as "src/**/*.py"'),
  v.maxLength(longestGlob, `a glob of at most ${longestGlob} characters`),
);
const globs = v.array(glob);
const uses = v.picklist(['alias', 'rename']);
const absent = v.picklist(['fail', 'ok']);
const external = v.union([v.boolean(), v.literal('trusted')]);
const words = v.pipe(v.string(), v.nonEmpty('a sentence'));

const formatText = v.pipe(v.string(), v.regex(/\{files[:}]/, 'a command with "{files}", such as "black {files:*.py}"'));

const described = <T extends v.GenericSchema>(schema: T, description: string) =>
  v.pipe(schema, v.description(description));

/** Valibot takes arrays for objects. */
const notArray = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'an object'),
);
const object = <T extends v.ObjectEntries>(entries: T) => v.pipe(notArray, v.strictObject(entries));
const retarget = <T extends v.GenericSchema<string>>(path: T) =>
  v.optional(
    described(
      v.pipe(notArray, v.record(path, path)),
      'Other canonical paths for entries of the presets: from theirs to yours.',
    ),
  );

const entryOptions = {
  uses: v.optional(described(uses, 'What happens to local names: "alias" keeps them, "rename" follows their uses.')),
  replaces: v.optional(
    described(v.boolean(), 'The canonical symbol replaces a different object: moving onto it is safe.'),
  ),
  external: v.optional(
    described(
      external,
      'The canonical module is an installed package that no source root holds. "trusted": it exports what the entry says.',
    ),
  ),
  names: v.optional(
    described(
      v.pipe(v.array(words), v.minLength(1, 'a name')),
      'The entry stands for one entry of each of these: they take the place of the placeholder in its paths.',
    ),
  ),
  only: v.optional(described(globs, 'Globs of the files that the entry is for. Default: all.')),
  except: v.optional(described(globs, 'Globs of files that the entry is not for.')),
  when: v.optional(
    described(v.literal('type-checking'), 'The entry is only for imports that type checkers alone see.'),
  ),
  reason: v.optional(described(words, 'The reason for the move: check, explain, docs and reports show it.')),
  absent: v.optional(
    described(
      absent,
      'Legacy paths that name nothing and that nobody imports: "fail" reports them, "ok" keeps them as a guard.',
    ),
  ),
};

const { uses: _uses, replaces, external: ofTable, reason, absent: _absent, only, except, when } = entryOptions;
/** The options that all entries of a table have. */
const tableOptions = { uses: _uses, replaces, external: ofTable, reason, absent: _absent, only, except, when };

const parameter = v.pipe(v.string(), v.regex(new RegExp(`^${identifier}$`, 'u'), 'the name of a parameter'));

const inlineCalls = v.literal('inline');
const declaredCalls = object({
  canonical: v.optional(
    described(symbol, 'The function or class that calls go to. Default: the canonical path of the entry.'),
  ),
  signature: v.optional(
    described(
      v.pipe(v.string(), v.regex(/^\([^]*\)$/, 'parameters such as "(context=None, *, mode)"')),
      'The parameters of the legacy callable, where they cannot be read from the code.',
    ),
  ),
  args: v.optional(
    described(
      v.pipe(notArray, v.record(parameter, v.union([parameter, object({ value: words })]))),
      'By the parameter of the canonical callable: the legacy parameter whose argument it gets, or a value.',
    ),
  ),
  drop: v.optional(described(v.array(parameter), 'Legacy parameters whose arguments go.')),
  await: v.optional(
    described(
      v.picklist(['keep', 'drop', 'add']),
      'What becomes of "await" before a call: it stays, it goes, or it is added.',
    ),
  ),
  creates: v.optional(
    described(
      v.pipe(v.array(parameter), v.minLength(1, 'the name of a method')),
      'The legacy callable makes an object: its methods of these names create, and "signature" is theirs.',
    ),
  ),
});

const place = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(0)),
  v.pipe(
    v.string(),
    v.regex(/^\d+\.[\p{ID_Start}$_][\p{ID_Continue}$]*$/u, 'the field of an argument, such as "0.url"'),
  ),
]);
const source = v.union([place, object({ value: words })]);
const fieldName = v.pipe(v.string(), v.regex(/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u, 'the name of a field'));
const treatment = v.picklist(['keep', 'drop', 'add']);
const scriptCalls = object({
  canonical: v.optional(
    described(exported, 'The function or class that calls go to. Default: the canonical path of the entry.'),
  ),
  args: v.optional(
    described(
      v.array(v.union([source, object({ fields: v.pipe(notArray, v.record(fieldName, source)) })])),
      'The arguments of the canonical callable: for each the place of the legacy argument (0, 1, "0.field"), a value, or the fields of an object.',
    ),
  ),
  drop: v.optional(described(v.array(place), 'Legacy arguments that go.')),
  new: v.optional(described(treatment, 'What becomes of "new" before a call: it stays, it goes, or it is added.')),
  await: v.optional(described(treatment, 'What becomes of "await" before a call: it stays, it goes, or it is added.')),
});

/** How entries of different kinds become one schema. */
interface Choice {
  /** An entry that moves paths, or one that says they are removed. */
  readonly entry: (moving: v.GenericSchema, removed: v.GenericSchema) => v.GenericSchema<unknown, UserMapEntry>;
  readonly calls: v.GenericSchema<unknown, UserCallRule>;
}

const mapEntry = (choice: Choice) =>
  object({
    canonical: described(targetOfMap, 'The one path that stays: "module:Name", or "module" for a whole module.'),
    legacy: described(v.array(targetOfMap), 'The paths that move onto it. "module:*" is every name of a module.'),
    ...entryOptions,
    differs: v.optional(
      described(
        v.pipe(v.string(), v.regex(/\S/, 'a reason')),
        'Why it is right that the canonical symbol of "replaces" takes other arguments, or is async where the other is not.',
      ),
    ),
    calls: v.optional(
      described(
        choice.calls,
        'How calls are rewritten: "inline" reads it from the body of the legacy function, an object says it.',
      ),
    ),
  });

/** An entry without a canonical path: nothing stands for its symbols any more. */
const removal = <T extends v.GenericSchema<string>>(path: T) =>
  object({
    legacy: described(v.array(path), 'The symbols that are removed.'),
    message: described(words, 'The change to make by hand: check and reports show it.'),
  });

/** Chosen by the value, so that messages are about the keys that it needs. */
const byMessage: Choice = {
  entry: (moving, removed) =>
    v.lazy((entry) => {
      const isRemoval = typeof entry === 'object' && entry !== null && 'message' in entry && !('canonical' in entry);
      return (isRemoval ? removed : moving) as v.GenericSchema<unknown, UserMapEntry>;
    }),
  calls: v.lazy((rule) => (typeof rule === 'string' ? inlineCalls : declaredCalls)),
};

const tables = v.optional(
  described(
    v.array(
      object({
        file: described(filePath, 'A CSV or JSON file, relative to this one: "./maps/moved.csv".'),
        legacy: described(words, 'The column, or the key of each row, that holds the legacy path.'),
        canonical: described(words, 'The column, or the key of each row, that holds the canonical path.'),
        ...tableOptions,
      }),
    ),
    'Tables of moved paths: each row is an entry of the Map.',
  ),
);

const python = (choice: Choice) =>
  object({
    environment: v.optional(
      described(
        filePath,
        'The virtual environment, or its interpreter, that has the installed packages. Default: the active one, then .venv, venv or env.',
      ),
    ),
    sourceRoots: v.optional(described(v.array(filePath), 'Folders that hold top-level modules. Default: ".", "src".')),
    map: v.optional(
      described(
        v.array(choice.entry(mapEntry(choice), removal(symbol))),
        'The Map: canonical symbols and modules, each with its legacy ones.',
      ),
    ),
    maps: tables,
    retarget: retarget(target),
    imports: v.optional(
      described(
        v.picklist(['absolute', 'keep']),
        'How moved imports are written: "keep" lets relative ones be relative where the target is in the same package.',
      ),
    ),
    unmapped: v.optional(
      described(v.array(symbol), 'Legacy symbols that have no canonical path yet: counted in reports, never edited.'),
    ),
    uses: v.optional(described(uses, 'The default for entries without the option.')),
    absent: v.optional(described(absent, 'The default for entries without the option.')),
  });

const javaScriptEntry = object({
  ...entryOptions,
  canonical: described(
    specifierOfMap,
    'The one path that stays: "specifier#export", or "specifier" for a whole module; written as it stands here, but for "./path", which is relative to the root.',
  ),
  legacy: described(
    v.array(specifierOfMap),
    'The paths that move onto it, however files spell them. "#default" and "#*" are the default export and every export.',
  ),
  external: v.optional(
    described(
      external,
      'The canonical module is a package that is not installed here. "trusted": it exports what the entry says.',
    ),
  ),
  calls: v.optional(described(scriptCalls, 'How calls are rewritten.')),
});

const javascript = (choice: Choice) =>
  object({
    tsconfig: v.optional(
      described(v.array(filePath), 'TypeScript configurations in addition to the nearest tsconfig.json of each file.'),
    ),
    map: v.optional(
      described(
        v.array(choice.entry(javaScriptEntry, removal(exported))),
        'The Map: canonical modules and exports, each with its legacy ones.',
      ),
    ),
    maps: tables,
    retarget: retarget(specifier),
    unmapped: v.optional(
      described(v.array(exported), 'Legacy exports that have no canonical path yet: counted in reports, never edited.'),
    ),
    uses: v.optional(described(uses, 'The default for entries without the option.')),
    absent: v.optional(described(absent, 'The default for entries without the option.')),
  });

const names = v.array(
  v.pipe(v.string(), v.regex(/^\**\p{ID_Continue}[\p{ID_Continue}*]*$/u, 'a name such as "*Manager"')),
);

const regularExpression = v.pipe(
  v.string(),
  v.check((pattern) => {
    try {
      return new RegExp(pattern, 'u').source !== '';
    } catch {
      return false;
    }
  }, 'a regular expression'),
);

const audit = object({
  implementations: v.optional(described(names, 'Names of classes that compete with the canonical ones.')),
  managers: v.optional(described(names, 'Names of classes whose instances hold data of users.')),
  accessors: v.optional(described(names, 'Names of functions that return a manager.')),
  contextNames: v.optional(described(names, 'Names of parameters and arguments that identify the user.')),
  sharedState: v.optional(described(names, 'Names of containers that hold data of users.')),
  lifecycleMethods: v.optional(
    described(names, 'Names of connection lifecycle methods, which only the canonical manager should have.'),
  ),
  validationTests: v.optional(
    described(names, 'Names of files, classes and functions that test the single source of truth.'),
  ),
  tests: v.optional(described(globs, 'Globs of test files, which are counted separately.')),
  textCounts: v.optional(
    described(
      v.array(
        object({
          label: described(v.string(), 'The name in the script for what it counts.'),
          pattern: described(regularExpression, 'The regular expression that it matches.'),
          counts: described(
            v.picklist(['lines', 'files', 'paths']),
            'What it counts: lines that match, files with such a line, files whose path matches.',
          ),
          claimed: v.optional(described(v.string(), 'The figure that was published.')),
          answeredBy: described(v.picklist(textCountAnswers), 'The measurement that answers the same question.'),
        }),
      ),
      'Counts of a script that matches text, for --text-counts.',
    ),
  ),
});

const check = object({
  only: v.optional(
    described(
      v.array(v.picklist(checkKinds)),
      'What check fails for. Default: "imports", and the other kinds that its baseline knows something of.',
    ),
  ),
});

const configSchema = (choice: Choice): v.GenericSchema<unknown, UserConfig> =>
  object({
    $schema: v.optional(v.string()),
    extends: v.optional(
      described(
        v.array(v.string()),
        'What to start from: presets such as "websocket-manager", JSON files as "./maps/team.json", and those of packages as "some-package/map.json".',
      ),
    ),
    include: v.optional(
      described(
        globs,
        'Globs of the files to look at. Default: the files of the languages that the Map has entries for.',
      ),
    ),
    exclude: v.optional(described(globs, 'Globs of files to leave alone, besides those that are always left alone.')),
    carriers: v.optional(
      described(
        v.array(v.picklist(carrierIds)),
        'What is read besides plain code. Default: ["stub"]. A list replaces the default.',
      ),
    ),
    format: v.optional(
      described(
        v.union([formatText, v.array(formatText)]),
        'Commands that format changed files: "{files}" stands for them, "{files:*.py}" for those of a glob.',
      ),
    ),
    transforms: v.optional(
      described(
        v.array(filePath),
        'Modules of transforms of your own, relative to this file. They are code, and run for dry-run, plan and apply.',
      ),
    ),
    python: v.optional(python(choice)),
    javascript: v.optional(javascript(choice)),
    audit: v.optional(audit),
    check: v.optional(check),
  });

/** The configuration as a person may write it. */
export const userConfigSchema = configSchema(byMessage);

/** The same for schema/config.json, which is made from it. */
export const publishedSchema = configSchema({
  entry: (moving, removed) => v.union([moving, removed]) as unknown as v.GenericSchema<unknown, UserMapEntry>,
  calls: v.union([inlineCalls, declaredCalls]),
});
