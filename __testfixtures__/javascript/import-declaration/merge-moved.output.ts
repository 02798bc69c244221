import create, { WebSocketManager as OldManager, MODE, connect as open, type Status } from '@/services/ws';
import fs from 'fs';

new OldManager(MODE, fs, create, open as Status);
