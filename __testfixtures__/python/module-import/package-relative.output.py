from .. import core, services as s
from app.core import unified

unified.Manager
