import { other } from '@/lib/ws'; // eslint-disable-line
import { WebSocketManager as Manager } from '@/services/ws';
const x = 1;
