const M = (await import('@/services/ws')).WebSocketManager;
