from app.relisted import Mode
