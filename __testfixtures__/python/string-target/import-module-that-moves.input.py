from importlib import import_module
import pytest

events = import_module("app.events")
queue = pytest.importorskip('app.events.queue', reason="optional")
