# The module that has it.
from app.core.unified import Manager


def use():
    from app.core.types import Mode
    use(Mode)
    from app.core.types import Mode
