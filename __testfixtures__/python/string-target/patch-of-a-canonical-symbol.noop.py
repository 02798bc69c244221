from unittest.mock import patch

patch("app.core.types.Mode").start()
patch("app.core.unified.helper").start()
