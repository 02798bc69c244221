def other():
    from app.core.manager import Other
    return Other()
