"""What the functions of a generated package are called with, and when their arguments are evaluated."""

LOG = []


class Result:
    value = 1

    def __repr__(self):
        return "result"


def note_target(bound):
    LOG.append(["target", {name: repr(value) for name, value in sorted(bound.items())}])
    return Result()


def note_legacy(bound, kwargs=None):
    given = [[repr(each) for each in bound], {name: repr(each) for name, each in kwargs.items()}] if kwargs is not None else None
    LOG.append(["legacy", {name: repr(value) for name, value in sorted(bound.items())} if kwargs is None else given])
    return Result()


def eff(tag):
    LOG.append(["effect", tag])
    return tag


def print_it(*values):
    LOG.append(["printed", len(values)])


NAME = "name"
