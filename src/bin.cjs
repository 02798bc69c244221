#!/usr/bin/env node
'use strict';
// Every Node can read this file, so that one which is too old says so: nothing here is newer than ECMAScript 5.

var version = process.versions.node;
var parts = version.split('.').map(Number);
var isNewEnough = parts[0] > 22 || (parts[0] === 22 && parts[1] >= 12) || (parts[0] === 20 && parts[1] >= 19);

if (isNewEnough) {
  require('./start.js');
} else {
  console.error('ssot-codemod: needs Node 20.19, 22.12 or newer, and this is Node ' + version);
  console.error('  nvm, fnm, volta and https://nodejs.org install one; `node --version` tells which one is found');
  process.exit(2);
}
