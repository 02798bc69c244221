import { other } from '@/lib/ws';
