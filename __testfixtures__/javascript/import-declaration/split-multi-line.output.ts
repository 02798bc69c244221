import {
  other, // stays
} from '@/lib/ws';
import {
  // the manager
  WebSocketManager as Manager,
  MODE, // moves
  connect as open,
} from '@/services/ws';
