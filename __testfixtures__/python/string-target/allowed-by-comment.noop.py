from importlib import import_module
from unittest.mock import patch

import_module("app.events")  # ssot: allow[fragmented-import] as the plugins do
patch(
    "app.core.manager.Mode",  # ssot: allow[fragmented-import] of the old package
)
