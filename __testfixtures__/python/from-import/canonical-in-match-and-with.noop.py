with lock:
    match kind:
        case 1:
            from app.core.unified import Manager
