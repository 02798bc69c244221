from calls.old import OldManager

OldManager(context, token=secrets.token_urlsafe(32))
OldManager(context, token=f"{name}")
OldManager(context, None, settings.TOKEN)
OldManager(
    token=None,  # none
    context=context,  # the context
)
