from app.shapes import Circle, Hidden, _private

Circle(Hidden, _private)
