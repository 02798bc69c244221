import { Manager as Sockets } from '@/lib/ws';
