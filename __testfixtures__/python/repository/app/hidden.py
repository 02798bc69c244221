class __Hidden:
    pass


__special__ = 1
