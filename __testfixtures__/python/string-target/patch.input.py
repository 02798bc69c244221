from unittest.mock import patch


def test_mode():
    with patch("app.core.manager.Mode") as mode:
        assert mode
