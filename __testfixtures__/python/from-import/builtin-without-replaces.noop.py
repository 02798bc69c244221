from app.compat import Text
