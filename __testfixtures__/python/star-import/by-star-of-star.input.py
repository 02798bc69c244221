from app.relisted import *
from app.core.manager import *

connection = Connection()
