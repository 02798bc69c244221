const { Manager, ...rest } = require('./src/lib/ws');
