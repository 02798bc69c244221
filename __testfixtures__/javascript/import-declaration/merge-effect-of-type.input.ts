import '@/services/ws';
import { Manager } from '@/lib/ws';

export const managers: Manager[] = [];
