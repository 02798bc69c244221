from app.core import events
from app.core.events import queue

from .core import unified as manager

events.publish(manager.Manager, queue.Queue)
