import { Gone } from '@/lib/ws';
