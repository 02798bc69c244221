import app.core.events
import app.core.events.queue
import app.core.events.queue as q

app.core.events.publish(1)
app.core.events.queue.Queue
q.Queue
