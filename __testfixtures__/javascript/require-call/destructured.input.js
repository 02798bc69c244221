const { Manager, MODE } = require('./src/lib/ws');
