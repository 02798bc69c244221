import sockets = require('@/services/ws');
import some = require('@/lib/ws');
import ws = require('@/services/ws');

new sockets.WebSocketManager();
const open: sockets.Status = 'open';
new ws.WebSocketManager(some.other, open);
