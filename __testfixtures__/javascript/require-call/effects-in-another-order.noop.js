const { first, second } = require('./src/effects/barrel');

module.exports = [first, second];
