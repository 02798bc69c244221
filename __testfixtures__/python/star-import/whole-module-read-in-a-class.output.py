from app.old_shapes import *
from app.shapes import Circle

Circle()


class Holder:
    EXTRA = EXTRA
