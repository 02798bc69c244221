# Each chain is listed, also where Python 2 wrote it.
import app.core.manager

print app.core.manager.OldManager
raise E, app.core.manager.OldManager
x = app.core.manager.OldManager +
def f(x=app.core.manager.OldManager, y):
    pass
exec app.core.manager.OldManager in d
x = `app.core.manager.OldManager`
print f"{app.core.manager.OldManager} {x.y}"
print app.core.manager.Unknown, other.app.core.manager.OldManager
print 1; import app.core.manager as m
