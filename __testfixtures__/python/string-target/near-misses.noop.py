from unittest.mock import patch

patch("xapp.core.manager.Mode").start()
patch("app.core.managers.Mode").start()
patch("app.core.manager_old.Mode").start()
patch("other.app.core.manager.Mode").start()
patch("core.manager.Mode").start()
patch("app.core.manager ").start()
# patch("app.core.manager.Mode")
