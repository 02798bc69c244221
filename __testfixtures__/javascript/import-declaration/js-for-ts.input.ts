import { Manager } from './src/lib/ws.js';
