# coding: klingon
from app.core.manager import Manager
