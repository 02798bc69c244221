class Closed(Exception):
    pass
