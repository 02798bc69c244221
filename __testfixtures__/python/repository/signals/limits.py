from signals.new import LEVEL
