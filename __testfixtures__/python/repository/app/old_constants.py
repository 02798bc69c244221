from app.constants import *
