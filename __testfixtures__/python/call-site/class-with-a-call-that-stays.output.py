import pytest

from calls.modern import get_manager
from calls.old import OldManager


def test_raises(manager: OldManager):
    with pytest.raises(RuntimeError):
        OldManager(1)
    return get_manager(2)
