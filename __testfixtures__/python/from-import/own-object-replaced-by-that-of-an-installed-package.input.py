from app.own_brush import Brush
