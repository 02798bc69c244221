from app.old_constants import LIMIT, TIMEOUT as T
