from unittest.mock import patch


def make():
    from app.core.unified import Manager as OldManager

    return OldManager()


with patch("app.core.unified.Manager"):
    make()
