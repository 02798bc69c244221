import logging

logger = logging.getLogger("app.core.manager")
other = logging.getLogger("app.core.manager.Mode")
