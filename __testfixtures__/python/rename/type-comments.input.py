from app.core.manager import OldManager

"""
# type: OldManager in a text is none of the file's.
"""


class Pool:
    first = None  # type: OldManager

    def take(self, key, *others, **more):
        # type: (str, *OldManager, **"OldManager") -> dict[str, OldManager]
        held = OldManager()  # type: OldManager  # the last one
        for one in others:  # type: OldManager
            held = one  # type: ignore[OldManager]
        return {key: held}

    def put(
        self,
        one,  # type: OldManager
        OtherManager=None,
    ):
        # type: (...) -> None
        self.first = one


def other():
    OldManager = 1
    x = OldManager  # type: OldManager
    return x


pairs, count = [], 0  # type: list[tuple[OldManager, OldManager]], int
# type: what an OldManager is
