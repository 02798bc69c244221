import app.events
import app.events.queue
import app.events.queue as q

app.events.publish(1)
app.events.queue.Queue
q.Queue
