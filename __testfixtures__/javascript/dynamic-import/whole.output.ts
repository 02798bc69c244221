const api = await import('@/services/api');
const lazy = () => import('@/services/api');
