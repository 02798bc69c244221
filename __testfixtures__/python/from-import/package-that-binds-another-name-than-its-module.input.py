from .run import run as start
