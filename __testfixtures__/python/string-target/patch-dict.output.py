from unittest.mock import patch

with patch.dict("app.core.types.Mode", {"a": 1}):
    pass
