from app.canvas import draw
from app.shapes import Circle

draw(Circle())
