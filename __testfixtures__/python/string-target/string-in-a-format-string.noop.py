from unittest.mock import patch

text = f"{patch('app.core.manager.Mode.UNIFIED')}"
