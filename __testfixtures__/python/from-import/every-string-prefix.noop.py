a = u"""
from app.core.manager import Manager
"""
b = R"""
from app.core.manager import Manager
"""
c = BR"""
from app.core.manager import Manager
"""
d = Rf"""
from app.core.manager import Manager
"""
e = fR'''
from app.core.manager import Manager
'''
