def test_mode(monkeypatch):
    monkeypatch.setattr("app.core.manager.Mode", None)
    monkeypatch.delattr("app.core.manager.Mode.UNIFIED")
