from app import gone_constants

print(gone_constants.added_elsewhere)
