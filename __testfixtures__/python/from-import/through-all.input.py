from app.relisted import Connection
