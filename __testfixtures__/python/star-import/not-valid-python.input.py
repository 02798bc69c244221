from app.core.manager import *

Manager()
x = = 1
