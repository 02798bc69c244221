from unittest.mock import patch


def test_mode():
    with patch("app.core.types.Mode") as mode:
        assert mode
