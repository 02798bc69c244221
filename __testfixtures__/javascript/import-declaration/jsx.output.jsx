import { WebSocketManager as Manager } from '@/services/ws';

export const View = () => <Manager.View a={Manager} />;
