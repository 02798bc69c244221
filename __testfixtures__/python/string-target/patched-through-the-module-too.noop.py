from unittest.mock import patch

from app.core import manager


@patch("app.core.manager.Connection")
@patch("app.core.manager.Mode")
def test_it(mode, connection):
    with patch.object(manager, "Mode", 1), patch.multiple("app.core.manager", Connection=2):
        from app.core.manager import Connection, Mode
