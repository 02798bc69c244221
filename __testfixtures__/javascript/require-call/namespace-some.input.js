'use strict';
const lib = require('./src/lib/ws'); // the sockets
const fs = require('fs');

function run(ws2) {
  const lib2 = lib.other;
  return new lib.Manager(lib2, ws2);
}
