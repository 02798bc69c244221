from pack import (
    oldtop,  # why
)

oldtop.Top()
