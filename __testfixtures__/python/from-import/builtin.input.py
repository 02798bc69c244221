from app.compat import OrderedList

values = OrderedList()
