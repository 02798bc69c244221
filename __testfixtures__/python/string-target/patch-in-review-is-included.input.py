from unittest.mock import patch


def make():
    from app.core.manager import OldManager

    return OldManager()


with patch("app.core.manager.OldManager"):
    make()
