const ws = require('./src/lib/ws');

new ws.Manager(ws.MODE);
module.exports = () => ws.open();
