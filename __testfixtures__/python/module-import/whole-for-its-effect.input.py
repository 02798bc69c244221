import before.sub  # noqa: F401
