from app import constants as gone_constants
import app.constants

gone_constants.added_by_a_test = 1
print(gone_constants.added_by_a_test)
app.constants.added_later = 2
del app.constants.added_later
