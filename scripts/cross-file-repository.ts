/**
 * A made repository in which each rule that needs more than one file applies at least once. Each rule has a folder of its own, so
 * that what one of them says is not hidden by another.
 */
import type { UserConfig } from '../src/index.ts';

/** One rule that needs other files: where it shows, and the words of the report that show it. */
export interface CrossFileRule {
  readonly id: string;
  /** The Map's `uses` under which it applies. */
  readonly uses: 'alias' | 'rename';
  readonly files: Readonly<Record<string, string>>;
  /** The file in which the rule decides, and what its report says there; an empty sentence for a move that is made. */
  readonly path: string;
  readonly says: string;
}

/** The Map: one class by a facade, one that is replaced, one module, and a JavaScript export. */
export function crossFileConfig(uses: 'alias' | 'rename'): UserConfig {
  return {
    python: {
      uses,
      map: [
        { canonical: 'core.new:New', legacy: ['core.facade:Old'] },
        { canonical: 'core.new:Better', legacy: ['core.worse:Worse'], replaces: true },
        { canonical: 'core.events', legacy: ['core.old_events'], replaces: true },
        { canonical: 'core.new:New', legacy: ['effects.old:Thing', 'kept.old:Thing'] },
        { canonical: 'state.new:current', legacy: ['state.old:current'] },
        { canonical: 'loop.home:Thing', legacy: ['loop.other:Thing'], replaces: true },
      ],
    },
    javascript: { uses, map: [{ canonical: './web/new#New', legacy: ['./web/old#Old'] }] },
  };
}

const core = {
  'core/__init__.py': '',
  'core/new.py': 'class New: ...\nclass Better: ...\n',
  'core/facade.py': 'from core.new import New as Old\n',
  'core/worse.py': 'class Worse: ...\n',
  'core/events.py': 'def emit(): ...\n',
  'core/old_events.py': 'def emit(): ...\n',
  'loop/__init__.py': '',
  'loop/home.py': 'class Thing: ...\n',
  'loop/other.py': 'class Thing: ...\n',
  'web/new.ts': 'export class New {}\n',
  'web/old.ts': "export { New as Old } from './new';\n",
};

export const crossFileRules: readonly CrossFileRule[] = [
  {
    id: 're-imported',
    uses: 'alias',
    files: {
      're_imported/a.py': 'from core.worse import Worse\n',
      're_imported/b.py': 'from re_imported.a import Worse\n',
    },
    path: 're_imported/a.py',
    says: 'other files import re_imported.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-by-star',
    uses: 'alias',
    files: {
      'by_star/a.py': 'from core.worse import Worse\n',
      'by_star/b.py': 'import core.worse\nfrom by_star.a import *\nprint(Worse)\n',
    },
    path: 'by_star/a.py',
    says: 'other files import by_star.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-by-star-without-a-word-of-the-map',
    uses: 'alias',
    files: {
      'star_alone/a.py': 'from core.worse import Worse\n',
      'star_alone/b.py': 'from star_alone.a import *\nprint(Worse)\n',
    },
    path: 'star_alone/a.py',
    says: 'other files import star_alone.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-as-an-attribute',
    uses: 'alias',
    files: {
      'as_attribute/a.py': 'from core.worse import Worse\n',
      'as_attribute/b.py': 'import as_attribute.a as a\n\ndef make(): return a.Worse()\n',
    },
    path: 'as_attribute/a.py',
    says: 'other files import as_attribute.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-as-an-attribute-of-a-variable',
    uses: 'alias',
    files: {
      'of_variable/a.py': 'from core.worse import Worse\n',
      'of_variable/b.py': 'import of_variable.a as a\n\nmodule = a\nprint(module.Worse)\n',
    },
    path: 'of_variable/a.py',
    says: 'other files import of_variable.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-through-another-module',
    uses: 'alias',
    files: {
      'through/a.py': 'from core.worse import Worse\n',
      'through/b.py': 'import through.a as inner\n',
      'through/c.py': 'import through.b as b\n\nprint(b.inner.Worse)\n',
    },
    path: 'through/a.py',
    says: 'other files import through.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-by-its-text',
    uses: 'alias',
    files: {
      'as_text/a.py': 'from core.worse import Worse\n',
      'as_text/b.py': 'import core.worse\nfrom as_text import a\nprint(getattr(a, "Worse"))\n',
    },
    path: 'as_text/a.py',
    says: 'other files import as_text.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-from-a-package-that-hands-it-on',
    uses: 'alias',
    files: {
      'handed_on/a.py': 'from core.worse import Worse\n',
      'handed_on/__init__.py': 'from handed_on.a import *\n',
      'handed_on_to/b.py': 'from handed_on import Worse\n',
    },
    path: 'handed_on/a.py',
    says: 'other files import handed_on.a:Worse, which becomes core.new:Better',
  },
  {
    id: 're-imported-under-another-name',
    uses: 'alias',
    files: {
      'other_name/__init__.py': 'from core.worse import Worse as Handler\n',
      'other_name_in/b.py': 'from other_name import Handler\n',
    },
    path: 'other_name/__init__.py',
    says: 'other files import other_name:Handler, which becomes core.new:Better',
  },
  {
    id: 'bound-again-elsewhere-is-no-look-up',
    uses: 'alias',
    files: {
      'no_look_up/a.py': 'from core.worse import Worse\n',
      'no_look_up/b.py':
        'import no_look_up.a\nfrom unittest.mock import patch\n\nclass Own: Worse = 1\n\n' +
        'def run():\n    with patch("no_look_up.a.Worse"): return Own.Worse\n',
    },
    path: 'no_look_up/a.py',
    says: '',
  },
  {
    id: 'patch-with-its-lookup',
    uses: 'alias',
    files: {
      'patched/a.py': 'def run():\n    from core.facade import Old\n    return Old()\n',
      'patched/test_a.py': 'from unittest.mock import patch\n\n@patch("core.facade.Old")\ndef test_it(_): ...\n',
    },
    path: 'patched/test_a.py',
    says: '',
  },
  {
    id: 'patch-held-by-its-module',
    uses: 'alias',
    files: {
      'core/worse.py': 'class Worse: ...\ndef make(): return Worse()\n',
      'own_use/test_a.py': 'from unittest.mock import patch\n\n@patch("core.worse.Worse")\ndef test_it(_): ...\n',
    },
    path: 'own_use/test_a.py',
    says: 'core.worse looks Worse up itself (line 2), and stays',
  },
  {
    id: 'lookup-held-by-a-patch',
    uses: 'alias',
    files: {
      'core/worse.py': 'class Worse: ...\ndef make(): return Worse()\n',
      'held/a.py': 'def run():\n    from core.worse import Worse\n    return Worse()\n',
      'held/test_a.py': 'from unittest.mock import patch\n\n@patch("core.worse.Worse")\ndef test_it(_): ...\n',
    },
    path: 'held/a.py',
    says: 'a test may patch core.worse:Worse, and core.worse looks Worse up itself (line 2), and stays',
  },
  {
    id: 'patch-held-by-a-lookup',
    uses: 'alias',
    files: {
      'stays/a.py':
        'def run():\n    from core.facade import Old  # ssot: allow[fragmented-import] it stays\n    return Old()\n',
      'stays/test_a.py': 'from unittest.mock import patch\n\n@patch("core.facade.Old")\ndef test_it(_): ...\n',
    },
    path: 'stays/test_a.py',
    says: 'a function of stays/a.py imports core.facade:Old, and stays',
  },
  {
    id: 'import-cycle',
    uses: 'alias',
    files: {
      'cycle/__init__.py': '',
      'loop/home.py': 'from cycle.a import helper\nclass Thing: ...\n',
      'cycle/a.py': 'from loop.other import Thing\ndef helper(): ...\n',
    },
    path: 'cycle/a.py',
    says: 'it closes an import cycle: cycle.a → loop.home → cycle.a',
  },
  {
    id: 'module-found-by-others',
    uses: 'alias',
    files: {
      'module/__init__.py': '',
      'module/a.py': 'import core.old_events as events\nevents.emit()\n',
      'module/b.py': 'import module.a\nmodule.a.events.emit()\n',
    },
    path: 'module/a.py',
    says: 'other files import module.a:events, which becomes core.events',
  },
  {
    id: 'name-that-others-look-up',
    uses: 'rename',
    files: {
      'looked_up/a.py': 'from core.facade import Old\ndef make(): return Old()\n',
      'looked_up/b.py': 'from looked_up.a import Old\n',
    },
    path: 'looked_up/a.py',
    says: 'from core.new import New as Old',
  },
  {
    id: 'patch-follows-a-renamed-name',
    uses: 'rename',
    files: {
      'follows/__init__.py': '',
      'follows/a.py': 'from core.facade import Old\ndef make(): return Old()\n',
      'follows/test_a.py': 'from unittest.mock import patch\n\n@patch("follows.a.Old")\ndef test_it(_): ...\n',
    },
    path: 'follows/test_a.py',
    says: '@patch("follows.a.New")',
  },
  {
    id: 'name-that-a-star-brings',
    uses: 'rename',
    files: {
      'starred/a.py': 'from core.facade import Old\ndef make(): return Old()\n',
      'starred/b.py': 'from starred.a import *\nprint(Old)\n',
    },
    path: 'starred/a.py',
    says: 'from core.new import New as Old',
  },
  {
    id: 'effects-of-what-it-loads',
    uses: 'alias',
    files: {
      'effects/__init__.py': '',
      'effects/old.py': 'from core.new import New as Thing\nimport effects.plugin\n',
      'effects/plugin.py': 'from effects.registry import register\nregister("plugin")\n',
      'effects/registry.py': 'def register(name): ...\n',
      'effects/user.py': 'from effects.old import Thing\n',
    },
    path: 'effects/user.py',
    says: 'nothing would import effects.old any more, which loads effects.plugin (effects/plugin.py:2 does more than bind names)',
  },
  {
    id: 'effects-that-another-import-keeps',
    uses: 'alias',
    files: {
      'kept/__init__.py': '',
      'kept/old.py': 'from core.new import New as Thing\nimport kept.plugin\nOWN = 1\n',
      'kept/plugin.py': 'from kept.registry import register\nregister("plugin")\n',
      'kept/registry.py': 'def register(name): ...\n',
      'kept/user.py': 'from kept.old import Thing\n',
      'kept/other.py': 'from kept.old import OWN\n',
    },
    path: 'kept/user.py',
    says: '',
  },
  {
    id: 'value-set-in-the-canonical-module',
    uses: 'alias',
    files: {
      'state/__init__.py': '',
      'state/new.py': 'current = None\n',
      'state/old.py': 'from state.new import current\n',
      'state/setter.py': 'import state.new\nstate.new.current = 5\n',
      'state/user.py': 'def read():\n    from state.old import current\n    return current\n',
    },
    path: 'state/user.py',
    says: 'state/setter.py binds state.new:current to something else',
  },
  {
    id: 'javascript-mock',
    uses: 'alias',
    files: {
      'web/mocked/a.ts': "import { Old } from '../old';\nnew Old();\n",
      'web/mocked/a.test.ts': "import './a';\njest.mock('../old');\n",
    },
    path: 'web/mocked/a.ts',
    says: 'a test replaces web/old.ts by a mock, which does not move',
  },
];

/** The files of one rule, with those that the Map speaks of. */
export function filesOf({ files, uses }: CrossFileRule): Record<string, string> {
  return { ...core, ...files, 'ssot.config.json': JSON.stringify(crossFileConfig(uses)) };
}

/** The files of all rules that apply under `uses`, side by side. */
export function crossFileRepository(uses: 'alias' | 'rename'): Record<string, string> {
  const rules = crossFileRules.filter((rule) => rule.uses === uses);
  return Object.assign({}, ...rules.map(filesOf)) as Record<string, string>;
}
