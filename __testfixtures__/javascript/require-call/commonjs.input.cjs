const { Connection, limit } = require('./src/legacy/common');
