from app.core.unified import Manager
from app.core.manager import Manager  # tests patch it here
