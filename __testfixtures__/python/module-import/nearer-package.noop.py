import importlib
from unittest.mock import patch

import pack
import pack as p
from pack import *

importlib.import_module("pack")
with patch("pack.Inner"):
    print(pack.Inner, p.Inner)
