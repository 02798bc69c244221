async function f() {
  const { other } = await import('@/lib/ws');
  const { WebSocketManager: Manager } = await import('@/services/ws');
}
