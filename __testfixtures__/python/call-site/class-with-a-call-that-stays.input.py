import pytest

from calls.old import OldManager


def test_raises(manager: OldManager):
    with pytest.raises(RuntimeError):
        OldManager(1)
    return OldManager(2)
