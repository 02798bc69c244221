# What it lists is not known, and none of it is legacy.
from .made_names import *
