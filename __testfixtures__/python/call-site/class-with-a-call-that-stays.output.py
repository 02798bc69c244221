import pytest

from calls.old import OldManager
from calls.modern import get_manager


def test_raises(manager: OldManager):
    with pytest.raises(RuntimeError):
        OldManager(1)
    return get_manager(2)
