from unittest import mock

patcher = mock.patch(  # the mode
    "app.core.manager.Mode",
    return_value=(1, 2),
)
