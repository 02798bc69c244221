const ws = await import('@/lib/ws');
console.log(ws);
export default () => import('@/lib/ws');
type T = typeof import('@/lib/ws');
