const file = require.resolve('./src/services/api');
const url = import.meta.resolve('./src/services/api');
