"""What `before` was."""


def start():
    return "started"
