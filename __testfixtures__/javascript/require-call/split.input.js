const { Manager, other } = require('./src/lib/ws');
new Manager();
