function f() {
  const { other, Manager } = require('./src/lib/ws'); // lazy
  return Manager;
}
