from app.compat import OrderedList
