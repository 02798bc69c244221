from app.core.unified import Manager
a = "😀"; b: "Manager" = Manager()
