from app.core.types import Mode, Connection
from app.core.unified import Manager

del Manager


def forget():
    global Connection
    del Connection


print(Mode)
