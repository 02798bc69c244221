import app.core.manager as m
import app.core.unified as unified
import app.core.types as types


class Shop(unified.Manager, metaclass=unified.Manager):
    pass


[unified.Manager(x) for x in unified.Manager if types.Mode]
match flag:
    case unified.Manager():
        pass
    case types.Mode:
        pass
call = lambda m: m.OldManager
unified.Manager.attribute = 1
