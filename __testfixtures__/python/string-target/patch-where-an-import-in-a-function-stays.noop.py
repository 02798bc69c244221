from unittest.mock import patch


def stay():
    from app.core.manager import Mode, Connection as Mode

    return Mode


with patch("app.core.manager.Mode"):
    stay()
