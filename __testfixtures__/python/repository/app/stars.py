from app.core.unified import *
