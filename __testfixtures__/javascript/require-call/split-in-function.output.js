function f() {
  const { other } = require('./src/lib/ws'); // lazy
  const { WebSocketManager: Manager } = require('@/services/ws');
  return Manager;
}
