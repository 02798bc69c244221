import { WebSocketManager, MODE } from '@/services/ws';
import { fetchAll } from '@/services/api';
import { store } from '@/services/store';
