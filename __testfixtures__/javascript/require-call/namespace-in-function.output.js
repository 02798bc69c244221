test('a', async () => {
  const ws = require('@/services/ws');
  expect(new ws.WebSocketManager()).toBe(ws.MODE);
  {
    const ws = other;
    ws.Manager();
  }
});
test('b', () => {
  const ws = require('./src/lib/ws');
  const wsModule = require('@/services/ws');
  expect(wsModule.WebSocketManager).toBe(ws.other);
});
ws.Manager();
