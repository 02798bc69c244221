import app.core
import app.core.unified
import app.core.types

(app.core.unified).Manager()
print(f"{(app.core.types).Mode!r}")


@((app.core.unified)).Manager.attribute
def load() -> "(app.core.types).Mode":
    return(app.core.unified  # the core
           ).Manager
