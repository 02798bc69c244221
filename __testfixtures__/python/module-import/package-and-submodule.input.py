import before, before.sub

before.start()
before.sub.Part()
