def helper():
    return "low"
