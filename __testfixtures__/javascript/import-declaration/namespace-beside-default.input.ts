import factory, * as socket from '@/legacy/socket';
import open, * as ws from '@/lib/ws';

factory.name + socket.OldManager.name + socket.OTHER();
open.name + ws.Manager.name + ws.MODE;
