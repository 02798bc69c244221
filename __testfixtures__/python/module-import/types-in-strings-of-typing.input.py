import typing

import app.core.manager


def send(manager: typing.Optional["app.core.manager.OldManager"] = None) -> "app.core.manager.OldManager":
    return typing.cast("app.core.manager.Manager", manager)
