from unittest.mock import patch

patch("app.core.manager.Missing").start()
patch("app.core.manager.Gone").start()
