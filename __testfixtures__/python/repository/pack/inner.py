class Inner:
    pass
