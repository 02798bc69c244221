export { Manager, MODE } from '@/lib/ws';
