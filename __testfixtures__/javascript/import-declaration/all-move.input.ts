import { Manager, MODE, open } from '@/lib/ws';
