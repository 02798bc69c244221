# 😀 ü
from unittest.mock import patch

patch(target="app.core.types.Mode.UNIFIED", new="😀")
