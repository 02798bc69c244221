import app
import app.core.events.queue

app.core.events.queue.Queue
