import defer * as api from '@/deleted/api';
import source code from '@/deleted/api';
import defer * as ws from '@/lib/ws';
import source other from '@/services/ws';
import { MODE } from '@/lib/ws';
api.fetchOne(code, ws.MODE, other, MODE);
