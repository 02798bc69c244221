const api = await import('./src/services/api');
const lazy = () => import('@/client/api');
