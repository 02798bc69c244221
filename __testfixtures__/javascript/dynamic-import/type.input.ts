type M = import('@/lib/ws').Manager;
type S = import('./src/lib/ws').Status;
let api: typeof import('./src/services/api');
type N = import('@/services/ws').Options;
