from unittest.mock import patch

patch("app.core.manager.Factory").start()
patch("app.core.manager.Factory.build").start()
