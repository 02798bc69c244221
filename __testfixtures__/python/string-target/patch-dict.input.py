from unittest.mock import patch

with patch.dict("app.core.manager.Mode", {"a": 1}):
    pass
