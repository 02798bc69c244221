const api = require('./services/api');

module.exports = { all: api.fetchAll };
