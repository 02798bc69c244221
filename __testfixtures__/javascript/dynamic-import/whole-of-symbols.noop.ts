const ws = await import('@/lib/ws');
export default () => import('@/lib/ws');
type T = typeof import('@/lib/ws');
