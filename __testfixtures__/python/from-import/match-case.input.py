match kind:
    case "ws":
        from app.core.manager import Manager
    case _:
        from app.core.manager import KEPT, Mode
