import app.core

(app.core).manager.OldManager()
print(f"{(app.core).manager.Mode!r}")


@((app).core.manager).OldManager.attribute
def load() -> "(app.core).manager.Mode":
    return(app.core  # the core
           .manager).OldManager
