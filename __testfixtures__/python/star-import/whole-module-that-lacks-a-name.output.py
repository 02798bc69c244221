from app.old_shapes import *
from app.shapes import Circle

Circle(EXTRA)
