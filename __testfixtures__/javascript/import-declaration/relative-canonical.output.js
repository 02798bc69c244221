import { Connection } from '../services/common';
import { Connection as C } from '../services/common.js'; // again
import { WebSocketManager as OldManager } from '../services/ws';
import { WebSocketManager as O } from '../services/ws.js'; // again
