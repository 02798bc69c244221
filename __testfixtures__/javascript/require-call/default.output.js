const create = require('@/services/ws').default;
const { default: make } = require('@/services/ws');
const Old = require('@/services/ws').WebSocketManager;
