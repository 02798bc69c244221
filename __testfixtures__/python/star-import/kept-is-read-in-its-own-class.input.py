from app.core.manager import *


class Gone:
    older = Gone


print(Gone, Mode)
