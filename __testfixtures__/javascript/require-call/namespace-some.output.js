'use strict';
const lib = require('./src/lib/ws'); // the sockets
const ws = require('@/services/ws');
const fs = require('fs');

function run(ws2) {
  const lib2 = lib.other;
  return new ws.WebSocketManager(lib2, ws2);
}
