import { connect } from '@/services/ws';
import type { WebSocketManager as Manager, Status } from '@/services/ws';

export const status = (given: Manager): Status => connect(given);
