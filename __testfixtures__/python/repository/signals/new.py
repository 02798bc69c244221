LEVEL = 1


class Signal:
    pass
