from app.core import events
from .core import unified as manager
from app.core.events import queue

events.publish(manager.Manager, queue.Queue)
