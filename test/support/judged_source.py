"""The source that a request is about."""


def source_of(request):
    """Bytes of the file at `path`, or those that `bytes` gives as one character each."""
    if "path" in request:
        with open(request["path"], "rb") as file:
            return file.read()
    return request["bytes"].encode("latin-1")
