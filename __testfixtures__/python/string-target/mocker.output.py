def test_mode(mocker):
    mocker.patch("app.core.types.Mode")
    mocker.patch.dict("app.core.types.Mode.members", {"a": 1})
