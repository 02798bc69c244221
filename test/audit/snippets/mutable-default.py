#: a list → mutable-default
def send(message, clients=[]):
    clients.append(message)

#: a dictionary → mutable-default
def send(message, options={}):
    return options

#: with an annotation → mutable-default
def send(message: str, clients: list[str] = []) -> None:
    pass

#: a call → mutable-default
def send(message, seen=set()):
    seen.add(message)

#: over several lines → mutable-default
def send(
    message,
    clients=[],
):
    pass

#: only by keyword → mutable-default
def send(message, *, headers={}):
    pass

#: of a method → mutable-default
class A:
    async def send(self, users=[]):
        pass

#: two of them → mutable-default mutable-default
def send(a=[], b={}):
    pass

#: not empty → mutable-default
def send(kinds=["a"]):
    kinds.append("b")

#: None → nothing
def send(message, clients=None):
    clients = clients or []

#: a tuple → nothing
def send(message, clients=()):
    pass

#: a frozenset → nothing
def send(message, kinds=frozenset({"a"})):
    pass

#: a string in brackets → nothing
def send(message="[]", other="={}"):
    pass

#: an argument of a call → nothing
def send(field=Field(default=[])):
    pass

#: a call with a list → nothing
result = send(clients=[])

#: a comparison → nothing
def is_empty(value):
    return value == []
