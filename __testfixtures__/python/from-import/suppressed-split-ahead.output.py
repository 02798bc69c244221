with contextlib.suppress(ImportError):
    if fast:
        from app.core.unified import Manager
        from app.core.manager import speedups
