type M = import('@/services/ws').WebSocketManager;
type S = import('@/services/ws').Status;
let api: typeof import('@/services/api');
type N = import('@/services/ws').Options;
