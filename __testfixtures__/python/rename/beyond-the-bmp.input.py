from app.core.manager import OldManager
a = "😀"; b: "OldManager" = OldManager()
