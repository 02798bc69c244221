from calls.old import manager_factory

shared = manager_factory()


def returned(context):
    factory = manager_factory()
    factory.get(context)
    return factory


def other_member(context):
    factory = manager_factory()
    return factory.get(context), factory.count()


def twice(context):
    factory = manager_factory()
    factory = manager_factory()
    return factory.get(context)


def passed(context, run):
    factory = manager_factory()
    return run(factory.get)


def unused():
    factory = manager_factory()


def in_self(self):
    self.factory = manager_factory()
    return self.factory.get()


def does_not_fit(context):
    factory = manager_factory()
    return factory.get(context, None, 3)


def conditional(context):
    return (manager_factory() or shared).get(context)


def looked_up(context):
    factory = manager_factory()
    factory.get(context)
    return locals()


def deleted(context):
    factory = manager_factory()
    factory.get(context)
    del factory


def annotated(context):
    factory: object = manager_factory()
    return factory.get(context)
