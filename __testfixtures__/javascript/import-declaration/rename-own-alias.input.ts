import { Manager as M } from '@/lib/ws';

new M();
