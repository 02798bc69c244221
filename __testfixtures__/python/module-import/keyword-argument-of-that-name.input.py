from app.core import manager

run(manager=1, value=manager.OldManager)
run(other.manager.OldManager)
