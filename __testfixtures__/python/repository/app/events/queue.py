from app.core.events.queue import Queue
