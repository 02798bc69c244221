import { connect, WebSocketManager as Manager, MODE } from '@/services/ws';
import fs from 'fs';

new Manager(fs, connect, MODE);
