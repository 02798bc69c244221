from src.lib.old import Tool, KEPT
from src.lib import old
from src.lib.old import *
import src.lib.old as module

Tool, KEPT, old, module
