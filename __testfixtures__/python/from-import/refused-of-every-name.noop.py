from app.old_constants import NOTHING
