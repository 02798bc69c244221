const Manager = require('./src/lib/ws').Manager;
const x = require('./src/lib/ws').other;
