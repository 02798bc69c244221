from signals.names import Signal

print(Signal)
