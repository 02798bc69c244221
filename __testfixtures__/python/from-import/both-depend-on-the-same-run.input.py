from app.chosen import Manager
