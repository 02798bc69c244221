class Top:
    pass
