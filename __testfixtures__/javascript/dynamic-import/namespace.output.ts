export async function run() {
  const ws = await import('@/services/ws');
  return new ws.WebSocketManager(ws.MODE);
}
