from app.core.manager import ()
from app.core.manager import
