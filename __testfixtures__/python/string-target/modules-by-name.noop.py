import sys
from unittest.mock import patch

manager = sys.modules["app.core.manager"]
other = sys.modules.get("app.core.manager")
with patch.dict("sys.modules", {"app.core.manager": None}):
    pass
if "app.core.manager" in sys.modules:
    pass
