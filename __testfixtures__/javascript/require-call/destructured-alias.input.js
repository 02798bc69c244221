const { Manager: M, MODE = 1, open: connect } = require('./src/lib/ws');
