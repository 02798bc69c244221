from app.dynamic import *

manager = Manager()
