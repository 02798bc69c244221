const { WebSocketManager: M, MODE = 1, connect } = require('@/services/ws');
