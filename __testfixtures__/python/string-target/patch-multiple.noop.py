from unittest.mock import patch

patch.multiple("app.core.manager", Mode=1).start()
