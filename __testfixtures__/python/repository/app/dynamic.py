"""Its names are made on demand."""


def __getattr__(name):
    return type(name, (), {})
