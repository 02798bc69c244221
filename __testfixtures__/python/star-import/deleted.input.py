from app.core.manager import *

del Manager


def forget():
    global Connection
    del Connection


print(Mode)
