const { other } = require('./src/lib/ws');
const { WebSocketManager: Manager } = require('@/services/ws');
new Manager();
