const Manager = require('@/services/ws').WebSocketManager;
const x = require('./src/lib/ws').other;
