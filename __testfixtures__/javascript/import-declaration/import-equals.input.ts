import api = require('./src/client/api');

api.fetchAll();
