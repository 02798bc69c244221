import * as ws from '@/lib/ws';

console.log(ws.other);
