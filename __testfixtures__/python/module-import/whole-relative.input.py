from . import events
from .core import manager
from .events import queue

events.publish(manager.OldManager, queue.Queue)
