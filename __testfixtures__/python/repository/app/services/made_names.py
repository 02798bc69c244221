"""Lists its names as it runs."""


class Kettle:
    pass


__all__ = [kind.__name__ for kind in (Kettle,)]
