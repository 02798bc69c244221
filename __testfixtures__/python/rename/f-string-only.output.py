from app.core.unified import Manager
print(f"OldManager {Manager} {{OldManager}}")
