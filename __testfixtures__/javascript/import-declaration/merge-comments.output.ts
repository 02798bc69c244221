import { connect } from '@/services/ws';
// The old manager.
import { WebSocketManager as Manager } from '@/services/ws';
import { MODE } from '@/services/ws'; // Which mode.
import { Status /* of it */ } from '@/services/ws';

new Manager(connect, MODE as Status);
