import app

app.events.queue.Queue
