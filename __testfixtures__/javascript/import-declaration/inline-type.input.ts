import { type Status, Manager, other } from '@/lib/ws';
