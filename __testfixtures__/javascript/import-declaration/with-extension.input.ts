import { Manager } from './src/lib/ws.ts';
