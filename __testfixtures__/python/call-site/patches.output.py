from unittest.mock import AsyncMock, MagicMock, patch


async def fake(context):
    return 1


def test_old(monkeypatch):
    with patch('calls.old.create_manager', AsyncMock()), patch('calls.modern.get_manager', MagicMock()):
        pass
    monkeypatch.setattr('calls.old.create_manager', fake)
    with patch('calls.modern.get_manager'):
        pass
