export async function run() {
  const ws = await import('@/lib/ws');
  return new ws.Manager(ws.MODE);
}
