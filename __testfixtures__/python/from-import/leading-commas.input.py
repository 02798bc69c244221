from app.core.manager import (
    KEPT
  , Manager
  , ALSO_KEPT
)
