import { WebSocketManager as Manager, connect } from '@/services/ws';
import fs from 'fs';

import path from 'path';

new Manager(fs, path, connect);
