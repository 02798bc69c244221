const api = require('@/services/api');
module.exports = api;
