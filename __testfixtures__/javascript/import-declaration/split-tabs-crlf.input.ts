import {
	other,
	Manager,
	MODE,
} from '@/lib/ws';
