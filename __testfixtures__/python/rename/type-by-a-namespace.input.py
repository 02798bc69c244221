from app.core.manager import OldManager

import typing


class Row:
    manager: "OldManager"


hints = typing.get_type_hints(Row, localns={"OldManager": int})
