const api = require('@/services/api');
api.fetchAll();
