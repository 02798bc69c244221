import sockets = require('@/lib/ws');
import some = require('@/lib/ws');

new sockets.Manager();
const open: sockets.Status = 'open';
new some.Manager(some.other, open);
