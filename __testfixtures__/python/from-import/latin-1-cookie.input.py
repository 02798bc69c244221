# -*- coding: latin-1 -*-
name = "café"
from app.core.manager import KEPT, Manager  # über
