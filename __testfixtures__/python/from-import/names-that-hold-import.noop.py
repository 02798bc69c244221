imported = important = 1
self.import_("app.core.manager", from_=Manager)
reimport = from_app = core_manager = 2
