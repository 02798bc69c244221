from app import (facade, core  # the core
                 as \
                 c)
from app.core import unified

unified.Manager
