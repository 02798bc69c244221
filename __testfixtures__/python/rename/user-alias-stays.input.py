from app.core.manager import OldManager as O
O()
