const api = require(`@/services/api`);
