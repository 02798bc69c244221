from app import gone_constants
import app.gone_constants

gone_constants.added_by_a_test = 1
print(gone_constants.added_by_a_test)
app.gone_constants.added_later = 2
del app.gone_constants.added_later
