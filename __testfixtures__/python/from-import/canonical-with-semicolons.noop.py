import os; from app.core.unified import Manager; Manager();
