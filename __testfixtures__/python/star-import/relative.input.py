from .core.manager import *

Manager()
