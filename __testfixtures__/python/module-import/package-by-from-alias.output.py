def load():
    return unified.Manager()


from app import core as c
from app.core import unified
