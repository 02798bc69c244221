from app.core.manager import *

Factory(Missing, Manager)
