with contextlib.suppress(ImportError):
    if fast:
        from app.core.manager import Manager, speedups
