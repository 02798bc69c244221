const { WebSocketManager: Manager, MODE } = require('@/services/ws');
