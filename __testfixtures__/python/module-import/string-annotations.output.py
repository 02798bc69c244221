from typing import Optional, cast

import app.core.unified as m

first: "m.Manager" = 1
second: Optional["m.Manager"]
third = cast("m.Manager", first)
text = "m.OldManager"
