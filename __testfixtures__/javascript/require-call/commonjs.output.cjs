const { Connection, LIMIT: limit } = require('@/services/common');
