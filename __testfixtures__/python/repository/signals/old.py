import atexit

from signals.new import Signal

atexit.register(print, "all signals were sent")
LEVEL = 1
