from unittest.mock import patch

patch("app.core.manager.Manager").start()
