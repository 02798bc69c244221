from calls.modern import get_manager, get_manager as make
import os
