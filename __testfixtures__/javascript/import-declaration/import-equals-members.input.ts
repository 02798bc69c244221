import sockets = require('@/lib/ws');

new sockets.Manager();
const open: sockets.Status = 'open';
