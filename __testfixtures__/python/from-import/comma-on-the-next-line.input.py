from app.core.manager import (
    KEPT,
    Manager
    ,
)
