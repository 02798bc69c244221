import { WebSocketManager as Manager } from '@/services/ws';

export const f = <T,>(x: T) => <div>{String(Manager)}</div>;
