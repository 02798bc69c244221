from app import core

register(core.manager)
