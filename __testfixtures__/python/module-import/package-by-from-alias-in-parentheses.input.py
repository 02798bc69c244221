from app import (facade, core  # the core
                 as \
                 c)

c.manager.OldManager
