from app.vanished import *

manager = Manager()
