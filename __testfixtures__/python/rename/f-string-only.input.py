from app.core.manager import OldManager
print(f"OldManager {OldManager} {{OldManager}}")
