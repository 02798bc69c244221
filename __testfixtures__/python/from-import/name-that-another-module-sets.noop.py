from signals.limits import LEVEL

print(LEVEL)
