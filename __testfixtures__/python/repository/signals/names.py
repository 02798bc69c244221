from signals.new import Signal
