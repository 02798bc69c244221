// @flow
import type { Other } from '@/lib/ws';
import { WebSocketManager as Manager } from '@/services/ws';

const x: Manager = f<Other>(1);
