const { WebSocketManager: Manager, MODE: mode } = await import('@/services/ws');
