match kind:
    case "ws":
        from app.core.unified import Manager
    case _:
        from app.core.manager import KEPT
        from app.core.types import Mode
