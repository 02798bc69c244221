import sys
from unittest.mock import MagicMock, patch

TARGET = "app.core.manager.Mode"
MODULE = "app.core.manager"


@patch("app.core.manager.Mode")
def test_it(mode):
    with patch(TARGET), patch(f"{MODULE}.Connection"):
        from app.core.manager import Connection, Mode


@patch("app.legacy.Manager")
def test_other(manager):
    sys.modules["app.legacy"] = MagicMock()
    from app.legacy import Manager
