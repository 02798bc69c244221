def test_mode(mocker):
    mocker.patch("app.core.manager.Mode")
    mocker.patch.dict("app.core.manager.Mode.members", {"a": 1})
