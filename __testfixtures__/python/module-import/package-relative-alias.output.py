from .. import core as parts
from app.core import unified

unified.Manager
