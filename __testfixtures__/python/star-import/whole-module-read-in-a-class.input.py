from app.old_shapes import *

Circle()


class Holder:
    EXTRA = EXTRA
