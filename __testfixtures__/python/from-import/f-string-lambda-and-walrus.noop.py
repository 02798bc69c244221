x = f"""{(lambda a: {"k": a})(1)!r}{(y := 2)=}
from app.core.manager import Manager
{y != 3:>{4}}"""
