const api = require(`./src/services/api`);
