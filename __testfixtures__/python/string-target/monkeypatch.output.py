def test_mode(monkeypatch):
    monkeypatch.setattr("app.core.types.Mode", None)
    monkeypatch.delattr("app.core.types.Mode.UNIFIED")
