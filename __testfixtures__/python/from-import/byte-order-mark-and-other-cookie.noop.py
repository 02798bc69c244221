# coding: latin-1
from app.core.manager import Manager
