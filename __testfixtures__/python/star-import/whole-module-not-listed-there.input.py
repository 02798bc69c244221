from app.old_shapes import *

Circle(Hidden, _private)
