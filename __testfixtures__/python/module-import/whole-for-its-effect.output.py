import moved.sub  # noqa: F401
