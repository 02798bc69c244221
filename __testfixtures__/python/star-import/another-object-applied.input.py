from app.core.manager import *

Other()
