import app.core.manager

print(f"{app.core.manager.OldManager!r} {app.core.manager.OldManager().x:>{app.core.manager.Mode}}")
