import('@/services/ws').then(({ WebSocketManager: Manager }) => new Manager());
import('@/services/ws').then((m) => ({ default: m.WebSocketManager }));
