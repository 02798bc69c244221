from unittest.mock import patch


@patch("app.core.types.Mode.UNIFIED", "other")
def test_mode():
    pass
