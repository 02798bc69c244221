from unittest import mock


@mock.patch("app.core.types.Mode", autospec=True)
@mock.patch('app.core.types.Mode')
def test_mode(first, second):
    assert first
