import * as socket from '@/legacy/socket';

new socket.OldManager();
socket.OTHER();
