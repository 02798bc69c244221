test('a', async () => {
  const ws = require('./src/lib/ws');
  expect(new ws.Manager()).toBe(ws.MODE);
  {
    const ws = other;
    ws.Manager();
  }
});
test('b', () => {
  const ws = require('./src/lib/ws');
  expect(ws.Manager).toBe(ws.other);
});
ws.Manager();
