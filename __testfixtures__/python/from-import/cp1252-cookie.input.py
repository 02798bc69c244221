#!/usr/bin/python
# vim: set fileencoding=cp1252 :
price = "5 €"
from app.core.manager import Manager
