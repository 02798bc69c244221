from app.events import queue
