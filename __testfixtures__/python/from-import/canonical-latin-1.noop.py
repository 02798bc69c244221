# coding: latin-1
x = "é"
from app.core.unified import Manager
