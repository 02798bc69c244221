class Mode:
    UNIFIED = "unified"


class Connection:
    pass
