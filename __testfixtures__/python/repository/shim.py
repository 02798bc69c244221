"""Stands for top, name by name."""
from top import *

EXTRA = 1
