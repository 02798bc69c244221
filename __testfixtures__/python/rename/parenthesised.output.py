from app.core.unified import (
    Manager,  # the manager
)
Manager()
