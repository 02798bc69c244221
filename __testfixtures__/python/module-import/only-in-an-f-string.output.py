import app.core.unified
import app.core.types

print(f"{app.core.unified.Manager!r} {app.core.unified.Manager().x:>{app.core.types.Mode}}")
