import { Manager } from '@/lib/ws';
import {
	connect,
	MODE
} from '@/services/ws';
import { open } from '@/lib/ws';
