from app.core.manager import OldManager
def test(OldManager):
    assert OldManager
