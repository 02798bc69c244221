from app.core.unified import Manager

"""
# type: OldManager in a text is none of the file's.
"""


class Pool:
    first = None  # type: Manager

    def take(self, key, *others, **more):
        # type: (str, *Manager, **"Manager") -> dict[str, Manager]
        held = Manager()  # type: Manager  # the last one
        for one in others:  # type: Manager
            held = one  # type: ignore[OldManager]
        return {key: held}

    def put(
        self,
        one,  # type: Manager
        OtherManager=None,
    ):
        # type: (...) -> None
        self.first = one


def other():
    OldManager = 1
    x = OldManager  # type: OldManager
    return x


pairs, count = [], 0  # type: list[tuple[Manager, Manager]], int
# type: what an OldManager is
