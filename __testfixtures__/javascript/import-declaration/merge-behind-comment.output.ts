import {
  connect, // to it
  MODE, // which
  WebSocketManager as Manager,
} from '@/services/ws';

new Manager(connect, MODE);
