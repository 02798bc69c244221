from app.core.factory import Other

Other()
