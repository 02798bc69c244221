from app.constants import LIMIT
from app.constants import TIMEOUT as T
