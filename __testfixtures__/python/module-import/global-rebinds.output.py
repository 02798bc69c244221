import app.core.unified as clock


def reset():
    global clock
    clock = 1


clock.Manager()
