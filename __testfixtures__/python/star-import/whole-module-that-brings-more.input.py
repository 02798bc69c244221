from app.canvas import draw
from app.old_shapes import *

draw(Circle())
