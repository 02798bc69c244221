import sockets = require('@/services/ws');

new sockets.WebSocketManager();
const open: sockets.Status = 'open';
