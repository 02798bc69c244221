const { WebSocketManager } = require('@/services/ws');
const api = require('@/services/api');
