module.exports = Object.assign({}, require('./common'));
