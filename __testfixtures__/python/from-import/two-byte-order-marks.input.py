﻿# a note
from app.core.manager import Manager
x = Manager
