export { type Status, Manager } from '@/lib/ws';
