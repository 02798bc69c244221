import * as ws from '@/lib/ws';

new ws.Manager();
ws.open();
console.log(ws.other);
type T = ws.Manager;
