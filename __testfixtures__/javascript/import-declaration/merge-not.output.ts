import type { Options } from '@/services/ws';
import * as all from '@/services/ws';
import { WebSocketManager as Manager } from '@/services/ws';
import fs from 'fs';
import { connect } from '@/services/ws'; // Loaded later than fs.

new Manager(fs, all, connect);
