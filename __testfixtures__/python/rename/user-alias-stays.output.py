from app.core.unified import Manager as O
O()
