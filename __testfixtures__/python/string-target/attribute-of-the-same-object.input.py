from unittest.mock import patch


@patch("app.core.manager.Mode.UNIFIED", "other")
def test_mode():
    pass
