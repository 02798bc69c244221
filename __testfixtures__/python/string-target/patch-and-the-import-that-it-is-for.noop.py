from unittest.mock import patch


def make():
    from app.core.manager import Manager

    return Manager()


with patch("app.core.manager.Manager"):
    make()
