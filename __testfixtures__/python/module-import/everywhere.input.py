import app.core.manager as m


class Shop(m.OldManager, metaclass=m.Manager):
    pass


[m.OldManager(x) for x in m.Manager if m.Mode]
match flag:
    case m.OldManager():
        pass
    case m.Mode:
        pass
call = lambda m: m.OldManager
m.OldManager.attribute = 1
