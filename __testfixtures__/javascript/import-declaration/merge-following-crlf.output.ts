import {
	connect,
	MODE,
	WebSocketManager as Manager,
	connect as open
} from '@/services/ws';
