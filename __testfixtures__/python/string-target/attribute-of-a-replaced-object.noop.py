from unittest.mock import patch

patch("app.core.manager.create_manager.cache").start()
