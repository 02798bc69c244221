from app.relisted import *

connection = Connection()
