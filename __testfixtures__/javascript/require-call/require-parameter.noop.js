function f(require) {
  return require('./src/services/api');
}
