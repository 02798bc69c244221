from app.shapes import *

Circle()
