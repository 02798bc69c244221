class Brush:
    pass
