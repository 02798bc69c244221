const api = await import('@/services/api');
type T = import('@/services/ws').Status;
