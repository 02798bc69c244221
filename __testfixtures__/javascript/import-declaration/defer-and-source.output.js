import defer * as api from '@/services/api';
import source code from '@/services/api';
import defer * as ws from '@/lib/ws';
import source other from '@/services/ws';
import { MODE } from '@/services/ws';
api.fetchOne(code, ws.MODE, other, MODE);
