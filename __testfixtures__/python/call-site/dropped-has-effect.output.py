from calls.old import OldManager
from calls.modern import get_manager

OldManager(context, token=secrets.token_urlsafe(32))
OldManager(context, token=f"{name}")
get_manager(context, None)
get_manager(
    # none
    context=context,  # the context
)
