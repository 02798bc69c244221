class Connection {}
module.exports = { Connection, limit: 3 };
