const lib = require('./src/lib/ws');
const [ws, wsModule] = lib.other;
new lib.Manager(ws, wsModule);
