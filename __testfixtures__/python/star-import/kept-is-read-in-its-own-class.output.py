from app.core.manager import *
from app.core.types import Mode


class Gone:
    older = Gone


print(Gone, Mode)
