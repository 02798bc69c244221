from app.chosen import Mode
