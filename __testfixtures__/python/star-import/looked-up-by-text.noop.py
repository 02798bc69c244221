from app.core.manager import *

print(eval("Manager"))
