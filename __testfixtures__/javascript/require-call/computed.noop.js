const name = 'ws';
const a = require('@/lib/' + name);
const b = require(`@/lib/${name}`);
