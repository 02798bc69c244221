import { Manager, other, MODE } from '@/lib/ws';
