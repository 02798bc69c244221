from app.old_shapes import *

Circle(EXTRA)
