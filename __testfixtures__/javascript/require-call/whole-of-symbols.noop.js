const ws = require('./src/lib/ws');
module.exports = ws;
