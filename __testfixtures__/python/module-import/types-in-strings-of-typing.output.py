import typing

import app.core.unified


def send(manager: typing.Optional["app.core.unified.Manager"] = None) -> "app.core.unified.Manager":
    return typing.cast("app.core.unified.Manager", manager)
