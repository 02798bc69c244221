const ws = require('@/services/ws');

new ws.WebSocketManager(ws.MODE);
module.exports = () => ws.connect();
