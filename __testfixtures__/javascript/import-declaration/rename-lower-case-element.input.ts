import { open } from '@/lib/ws';

export const a = open();
