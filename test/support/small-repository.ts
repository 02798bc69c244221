import type { UserConfig } from '../../src/index.ts';
import type { Files } from './repository.ts';

/** An import of the legacy name. */
export const legacy = 'from app.core.manager import WebSocketManager\n';
/** The same import after the move. */
export const moved = 'from app.core.unified import Manager as WebSocketManager\n';
/** An import that needs no move. */
export const canonical = 'from app.core.unified import Manager\n';

export const smallConfig: UserConfig = {
  python: {
    map: [
      {
        canonical: 'app.core.unified:Manager',
        legacy: ['app.core.manager:WebSocketManager', 'app.core:WebSocketManager'],
      },
    ],
  },
};

/** A small repository: a class that moved from `app.core.manager` and `app.core` to `app.core.unified`. */
export const smallRepository: Files = {
  'ssot.config.json': JSON.stringify(smallConfig),
  'app/__init__.py': '',
  'app/core/__init__.py': 'from .unified import Manager\n\nWebSocketManager = Manager\n',
  'app/core/manager.py':
    'from .unified import Manager\n\nWebSocketManager = Manager\n\n\ndef make_id():\n    return 1\n',
  'app/core/unified.py': 'class Manager:\n    pass\n',
  'app/one.py': 'from app.core.manager import WebSocketManager\n',
  'app/two.py': 'import os\nfrom app.core import WebSocketManager as Manager  # noqa\n',
  'tests/test_three.py':
    'def test():\n    from app.core.manager import WebSocketManager, make_id\n    assert WebSocketManager and make_id()\n',
};

/** The files of it that change, and what they become. */
export const smallRepositoryAfter: Files = {
  'app/one.py': 'from app.core.unified import Manager as WebSocketManager\n',
  'app/two.py': 'import os\nfrom app.core.unified import Manager  # noqa\n',
  'tests/test_three.py':
    'def test():\n    from app.core.manager import make_id\n    from app.core.unified import Manager as WebSocketManager\n    assert WebSocketManager and make_id()\n',
};
