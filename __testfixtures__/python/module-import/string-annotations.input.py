from typing import Optional, cast

import app.core.manager as m

first: "m.OldManager" = 1
second: Optional["m.OldManager"]
third = cast("m.OldManager", first)
text = "m.OldManager"
