from app.sessions import open_old


async def session(context):
    return await open_old(context=context)
