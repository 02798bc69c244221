﻿# a note
from app.core.unified import Manager
x = Manager
