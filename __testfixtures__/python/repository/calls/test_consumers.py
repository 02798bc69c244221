from unittest.mock import AsyncMock, patch


def test_consumer():
    with patch('calls.consumer.create_manager', new_callable=AsyncMock):
        pass
    with patch('calls.served.create_manager'), patch('calls.served.create_swapped'):
        pass
