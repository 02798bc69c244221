from unittest.mock import patch

patch("app.core.unified.Manager").start()
