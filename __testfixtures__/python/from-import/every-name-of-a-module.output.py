from app.constants import LIMIT, TIMEOUT as T
