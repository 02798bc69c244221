from app.events import *
