export { Manager as Sockets } from '@/lib/ws';
