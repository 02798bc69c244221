import { connect, Status } from '@/services/ws' with { mode: 'a' };
import { MODE } from '@/services/ws' with { mode: "a" };
import { WebSocketManager as Manager } from '@/services/ws';

new Manager(connect, MODE, Status);
