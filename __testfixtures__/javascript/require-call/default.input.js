const create = require('./src/lib/ws').default;
const { default: make } = require('./src/lib/ws');
const Old = require('./src/legacy/socket').default;
