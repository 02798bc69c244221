import * as ws from '@/lib/ws';

(ws).Manager.name + ws /* here */ .MODE + ws?.other;
