from app.old_shapes import *

Circle(globals())
