const api = require('./src/services/api');
module.exports = api;
