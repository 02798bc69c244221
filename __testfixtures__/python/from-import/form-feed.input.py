import os
from app.core.manager import Manager

Manager()
