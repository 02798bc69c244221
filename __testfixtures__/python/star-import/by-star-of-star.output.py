from app.relisted import *
from app.core.types import Connection

connection = Connection()
