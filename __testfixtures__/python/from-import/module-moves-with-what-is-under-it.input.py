from app.events.queue import Queue as Q
