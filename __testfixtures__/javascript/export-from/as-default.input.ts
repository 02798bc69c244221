export { Manager as default } from '@/lib/ws';
