from app.old_shapes import *
