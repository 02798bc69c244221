from app.core.manager import *
