#!/usr/bin/env python
"""Doc  string."""
from __future__ import annotations
import os,sys
from app.core.unified import Manager
x = {  "a":1 , }   



	y = 2 # odd
