const proxyquire = require('proxyquire').noCallThru();
const consumer = proxyquire('./src/consumer', { '@/services/api': {}, fs: {} });
