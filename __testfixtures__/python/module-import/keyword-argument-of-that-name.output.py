from app.core import unified as manager

run(manager=1, value=manager.Manager)
run(other.manager.OldManager)
