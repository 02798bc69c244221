from .ports import PORT
