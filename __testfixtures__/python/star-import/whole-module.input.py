from app.events import *

publish(1)
