from unittest.mock import patch

patch(new=1, target="app.core.manager.Mode").start()
