const { Manager } = require('@/lib/ws') as typeof import('@/lib/ws');
const api = require('@/services/api');
