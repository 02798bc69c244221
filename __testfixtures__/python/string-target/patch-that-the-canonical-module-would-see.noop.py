from unittest.mock import patch


def test_signals():
    with patch("signals.names.Signal"):
        pass
