from app.core.unified import (  # why
    # this
    Manager,  # that
    helper as h
)
