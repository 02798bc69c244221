from unittest.mock import patch

patch("app.core.manager.Mode.UNIFIED").start()
broken = (
