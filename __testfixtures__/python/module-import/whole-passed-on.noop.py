from app import events

print(events)
