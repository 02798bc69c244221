import api = require('@/services/api');

api.fetchAll();
