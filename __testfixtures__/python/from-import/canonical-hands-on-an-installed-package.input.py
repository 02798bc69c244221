from app.gone_outside import Brush
