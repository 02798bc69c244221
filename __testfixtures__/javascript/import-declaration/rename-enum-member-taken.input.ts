import { Manager } from '@/lib/ws';

enum Kind {
  WebSocketManager = 1,
}
enum Kind {
  Other = Manager.limit,
}

export const kept = [new Manager(), Kind.Other];
