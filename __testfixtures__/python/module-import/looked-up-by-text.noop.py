from app.core import manager as m

getattr(m, "OldManager")
getattr(m, "OldManager", None)
getattr(m, "Old" + kind)
getattr(m, "Old" "Manager")
getattr(m, "oldmanager".title())
getattr(m, "unknown"  # which does not move
        )
m.Manager
