from app.core.unified import Manager
from app.core.unified import Manager  # tests patch it here
