/** Cases that other tools are known to miss, each as a kind. */
import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { python, withPython } from '../support/python.ts';
import { makeFolder, read, snapshot } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

interface Case {
  readonly title: string;
  readonly files: Files;
  readonly places: readonly string[];
  /** The files that differ after the move, by their paths then; undefined for one that is gone. */
  readonly after: Readonly<Record<string, string | undefined>>;
  /** A module that imports all others that matter. */
  readonly start: string;
}

const cases: readonly Case[] = [
  {
    title: 'a module is renamed, and its neighbours import it with dots',
    files: {
      'app/__init__.py': 'from .units import METRE\n',
      'app/units.py': 'from . import base\nfrom .base import ONE\nMETRE = ONE\n',
      'app/base.py': 'ONE = 1\n',
      'app/area.py': 'from . import units\nfrom .units import METRE as M\nvalue = units.METRE + M\n',
      'app/deep/__init__.py': '',
      'app/deep/far.py':
        'from .. import units as u\nfrom ..units import METRE\n\n\ndef late():\n    from ..units import METRE as L\n    return L + u.METRE + METRE\n',
    },
    places: ['app/units.py', 'app/measures.py'],
    after: {
      'app/__init__.py': 'from .measures import METRE\n',
      'app/units.py': undefined,
      'app/measures.py': 'from . import base\nfrom .base import ONE\nMETRE = ONE\n',
      'app/area.py': 'from . import measures as units\nfrom .measures import METRE as M\nvalue = units.METRE + M\n',
      'app/deep/far.py':
        'from .. import measures as u\nfrom ..measures import METRE\n\n\ndef late():\n    from ..measures import METRE as L\n    return L + u.METRE + METRE\n',
    },
    start: 'app.deep.far, app.area',
  },
  {
    title: 'a folder in the middle of a path is renamed, and nothing else of the path changes',
    files: {
      'app/__init__.py': '',
      'app/core/__init__.py': '',
      'app/core/core.py': 'core = 1\n',
      'app/core/more/__init__.py': '',
      'app/core/more/deep.py': 'from ..core import core\nfrom app.core.core import core as same\n',
      'use.py':
        'import app.core.core\nimport app.core.more.deep as deep\nfrom app import core\nfrom app.core import core as inner\nfrom app.core.core import core as value\nprint(app.core.core.core, deep.core, core, inner.core, value)\n',
    },
    places: ['app/core', 'app/base'],
    after: {
      'app/core/__init__.py': undefined,
      'app/core/core.py': undefined,
      'app/core/more/__init__.py': undefined,
      'app/core/more/deep.py': undefined,
      'app/base/__init__.py': '',
      'app/base/core.py': 'core = 1\n',
      'app/base/more/__init__.py': '',
      'app/base/more/deep.py': 'from ..core import core\nfrom app.base.core import core as same\n',
      'use.py':
        'import app.base.core\nimport app.base.more.deep as deep\nfrom app import base as core\nfrom app.base import core as inner\nfrom app.base.core import core as value\nprint(app.base.core.core, deep.core, core, inner.core, value)\n',
    },
    start: 'use',
  },
  {
    title: 'a module goes into a package of its own name',
    files: {
      'app/__init__.py': '',
      'app/cart.py': 'from .base import ONE\nfrom . import base\n\nTWO = ONE + base.ONE\n',
      'app/base.py': 'ONE = 1\n',
      'use.py': 'import app.cart\nfrom app import cart\nfrom app.cart import TWO\nprint(app.cart.TWO, cart.TWO, TWO)\n',
    },
    places: ['app/cart.py', 'app/cart/items.py'],
    after: {
      'app/cart.py': undefined,
      'app/cart/__init__.py': '',
      'app/cart/items.py': 'from app.base import ONE\nfrom app import base\n\nTWO = ONE + base.ONE\n',
      'use.py':
        'import app.cart.items\nfrom app.cart import items as cart\nfrom app.cart.items import TWO\nprint(app.cart.items.TWO, cart.TWO, TWO)\n',
    },
    start: 'use',
  },
  {
    title: 'a package drops out of the one around it',
    files: {
      'app/__init__.py': '',
      'app/api/__init__.py': '',
      'app/api/v1/__init__.py': '',
      'app/api/v1/forms.py': 'from ...base import ONE\nfrom .names import NAME\nfrom .. import kinds\n',
      'app/api/v1/names.py': 'NAME = "a"\n',
      'app/api/kinds.py': 'KIND = 1\n',
      'app/base.py': 'ONE = 1\n',
      'use.py': 'import app.api.v1.forms\nfrom app.api.v1 import names\nprint(app.api.v1.forms.ONE, names.NAME)\n',
    },
    places: ['app/api/v1', 'app/v1'],
    after: {
      'app/api/v1/__init__.py': undefined,
      'app/api/v1/forms.py': undefined,
      'app/api/v1/names.py': undefined,
      'app/v1/__init__.py': '',
      'app/v1/forms.py': 'from ..base import ONE\nfrom .names import NAME\nfrom ..api import kinds\n',
      'app/v1/names.py': 'NAME = "a"\n',
      'use.py': 'import app.v1.forms\nfrom app.v1 import names\nprint(app.v1.forms.ONE, names.NAME)\n',
    },
    start: 'use',
  },
  {
    title: 'a package is nested again',
    files: {
      'app/__init__.py': '',
      'app/v1/__init__.py': '',
      'app/v1/forms.py': 'from ..base import ONE\nfrom .names import NAME\n',
      'app/v1/names.py': 'NAME = "a"\n',
      'app/base.py': 'ONE = 1\n',
      'use.py': 'from app.v1 import forms, names\nprint(forms.ONE, names.NAME)\n',
    },
    places: ['app/v1', 'app/api/v1'],
    after: {
      'app/v1/__init__.py': undefined,
      'app/v1/forms.py': undefined,
      'app/v1/names.py': undefined,
      'app/api/__init__.py': '',
      'app/api/v1/__init__.py': '',
      'app/api/v1/forms.py': 'from app.base import ONE\nfrom .names import NAME\n',
      'app/api/v1/names.py': 'NAME = "a"\n',
      'use.py': 'from app.api.v1 import forms, names\nprint(forms.ONE, names.NAME)\n',
    },
    start: 'use',
  },
  {
    title: 'imports that the old module still needs stay, and others that somebody may take from it',
    files: {
      'app/__init__.py': '',
      'app/old.py':
        'import json\nimport os\nfrom typing import Any\n\n\ndef moves(x: Any):\n    return json.dumps(os.getcwd())\n\n\ndef stays():\n    return os.getcwd()\n',
      'use.py': 'from app.old import moves, stays, json\nprint(moves(1), stays(), json)\n',
    },
    places: ['app.old:moves', 'app.new'],
    after: {
      'app/old.py': 'import json\nimport os\nfrom typing import Any\n\n\ndef stays():\n    return os.getcwd()\n',
      'app/new.py':
        'import json\nimport os\nfrom typing import Any\n\n\ndef moves(x: Any):\n    return json.dumps(os.getcwd())\n',
      'use.py': 'from app.old import stays, json\nfrom app.new import moves\nprint(moves(1), stays(), json)\n',
    },
    start: 'use',
  },
];

describe('moves that other tools are known to miss', () => {
  test.each(cases)('$title', ({ files, places, after }) => {
    const folder = makeFolder(files);
    expect(codemod(folder, ['move', '--no-record', ...places])).toMatchObject({ exitCode: 0 });
    const expected = Object.entries({ ...files, ...after }).filter(([, text]) => text !== undefined);
    expect(snapshot(folder)).toEqual(snapshot(makeFolder(Object.fromEntries(expected) as Files)));
  });

  withPython.test('and all that could be imported still can', () => {
    for (const { files, places, start } of cases) {
      const folder = makeFolder(files);
      const run = (): string =>
        python(
          `import sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, sys.argv[1])\nimport ${start}`,
          [folder],
          '',
        );
      const before = run().replaceAll(/<.*?>/g, '');
      codemod(folder, ['move', '--no-record', ...places]);
      expect(run().replaceAll(/<.*?>/g, '')).toBe(before);
    }
  });

  const nested: Files = {
    'app/__init__.py': '',
    'app/cart/__init__.py': '',
    'app/cart/items.py': 'TWO = 2\n',
    'app/base.py': 'ONE = 1\n',
    'use.py': 'from app.cart.items import TWO\n',
  };
  test.each([
    ['app/cart/items.py', 'app/cart.py', 'app/cart/__init__.py would hide app/cart.py'],
    ['app/cart/items.py', 'app/base/items.py', 'app/base would be a package, and hide app/base.py'],
    ['app/cart/__init__.py', 'app/base/__init__.py', 'app/base would be a package, and hide app/base.py'],
  ])('a package and a module of one name: %s to %s', (from, to, message) => {
    const folder = makeFolder(nested);
    const result = codemod(folder, ['move', from, to]);
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
    expect(snapshot(folder)).toEqual(snapshot(makeFolder(nested)));
  });

  test('code in a string that imports by a function is listed', () => {
    const files = {
      'app/__init__.py': '',
      'app/cart.py': 'TWO = 2\n',
      'use.py': 'code = "__import__(\'app.cart\').cart.TWO"\nvalue = __import__("app.cart")\n',
    };
    const result = codemod(makeFolder(files), ['move', 'app/cart.py', 'app/bag.py']);
    expect(result.stderr).toContain('use.py:1 left-behind: code in a string imports it');
    expect(result.stderr).not.toContain('use.py:2 left-behind: code in a string');
  });

  test('a module leaves a package of its own name', () => {
    const folder = makeFolder(
      Object.fromEntries(Object.entries(nested).filter(([file]) => file !== 'app/cart/__init__.py')),
    );
    expect(codemod(folder, ['move', 'app/cart/items.py', 'app/cart.py'])).toMatchObject({ exitCode: 0 });
    expect(read(folder, 'use.py')).toBe('from app.cart import TWO\n');
  });
});
