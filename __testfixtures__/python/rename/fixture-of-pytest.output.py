from app.core.unified import Manager as OldManager
def test(OldManager):
    assert OldManager
