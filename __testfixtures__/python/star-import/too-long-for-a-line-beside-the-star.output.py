if True:
    if True:
        if True:
            if True:
                if True:
                    if True:
                        if True:
                            if True:
                                if True:
                                    if True:
                                        from app.core.manager import *
                                        from app.core.unified import (
                                            Manager,
                                            Manager as OldManager,
                                        )
                                        from app.core.types import Mode, Connection
Manager, OldManager, Mode, Connection, KEPT
