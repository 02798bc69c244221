from app.core.events import publish
from app.core.events.queue import Queue
