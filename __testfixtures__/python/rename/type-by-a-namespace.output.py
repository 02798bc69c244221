from app.core.unified import Manager as OldManager

import typing


class Row:
    manager: "OldManager"


hints = typing.get_type_hints(Row, localns={"OldManager": int})
