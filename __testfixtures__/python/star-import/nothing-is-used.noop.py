from app.core.manager import *

print(len([]))
