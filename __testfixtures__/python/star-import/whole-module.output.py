from app.core.events import *

publish(1)
