export { default, Manager } from '@/lib/ws';
