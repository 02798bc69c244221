from app.core import unified as manager

first = manager.Manager()
