from app.outside import Brush
