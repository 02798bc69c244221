# -*- coding: latin-1 -*-
name = "café"
from app.core.manager import KEPT  # über
from app.core.unified import Manager
