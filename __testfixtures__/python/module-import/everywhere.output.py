import app.core.unified as m
import app.core.types as types


class Shop(m.Manager, metaclass=m.Manager):
    pass


[m.Manager(x) for x in m.Manager if types.Mode]
match flag:
    case m.Manager():
        pass
    case types.Mode:
        pass
call = lambda m: m.OldManager
m.Manager.attribute = 1
