if True:
	from app.core.unified import Manager
