import fs from 'fs';
import { connect, WebSocketManager as Manager } from '@/services/ws';

new Manager(fs, connect);
