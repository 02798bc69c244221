from app.core import events
from app.core import unified as manager
from app.core.events import queue

events.publish(manager.Manager, queue.Queue)
