from unittest import mock

patcher = mock.patch(  # the mode
    "app.core.types.Mode",
    return_value=(1, 2),
)
