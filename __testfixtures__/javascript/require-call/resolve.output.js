const file = require.resolve('@/services/api');
const url = import.meta.resolve('@/services/api');
