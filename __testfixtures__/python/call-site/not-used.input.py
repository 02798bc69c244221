from calls.old import create_manager, create_swapped as make
import os
