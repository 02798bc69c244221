from app.events_old import publish
from app.eventsource.queue import Queue
