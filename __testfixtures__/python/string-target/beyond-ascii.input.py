# 😀 ü
from unittest.mock import patch

patch(target="app.core.manager.Mode.UNIFIED", new="😀")
