from app.core.unified import Manager as OldManager
print(f"{OldManager=}")
