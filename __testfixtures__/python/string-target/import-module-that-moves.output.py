from importlib import import_module
import pytest

events = import_module("app.core.events")
queue = pytest.importorskip('app.core.events.queue', reason="optional")
