import * as ws from '@/lib/ws';

new ws.Manager();
