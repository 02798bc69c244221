require('./src/services/api');
