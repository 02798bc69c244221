# é
from unittest.mock import patch

patch("app.core.types.Mode.UNIFIED")
