from signals.old import Signal

Signal()
