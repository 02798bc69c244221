import { MODE } from '@/lib/ws';
