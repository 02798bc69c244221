const ws = require('./src/lib/ws');
const spied = require('./src/lib/ws');
let changed = require('./src/lib/ws');
export const exported = require('./src/lib/ws');

ws.Manager = class {};
jest.spyOn(spied, 'Manager');
changed.Manager();
changed = {};
