# -*- coding: latin-1 -*-
# ä
from unittest.mock import patch

patch("app.core.manager.Mode.UNIFIED", "ä")
