const { other } = require('./src/lib/ws');
const x = require('ws');
