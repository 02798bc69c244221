from other.core.manager import *

Manager()
