# -*- coding: latin-1 -*-
# ä
from unittest.mock import patch

patch("app.core.types.Mode.UNIFIED", "ä")
