from app.core import manager as m
from app.core import unified

getattr(m, "OldManager")
unified.Manager
