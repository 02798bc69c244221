from unittest import mock


@mock.patch("app.core.manager.Mode", autospec=True)
@mock.patch('app.core.manager.Mode')
def test_mode(first, second):
    assert first
