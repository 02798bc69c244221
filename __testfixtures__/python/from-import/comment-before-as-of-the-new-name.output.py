from app.core.unified import (
    Manager  # why it has another name
    as Manager,
)
