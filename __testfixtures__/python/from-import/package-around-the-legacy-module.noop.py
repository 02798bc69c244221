from app import core
from app.core import types
