const { Connection, limit } = require('../legacy/common');
module.exports = { Connection, LIMIT: limit };
