from unittest.mock import patch

from calls.old import manager_factory


def one(context):
    factory = manager_factory()
    return factory.get(context)


def test_one(context):
    with patch("case.manager_factory"), patch("calls.old.manager_factory"):
        assert one(context)
