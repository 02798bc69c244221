from app.core.events import *
