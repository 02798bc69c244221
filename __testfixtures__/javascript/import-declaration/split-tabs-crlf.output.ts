import { other } from '@/lib/ws';
import {
	WebSocketManager as Manager,
	MODE,
} from '@/services/ws';
