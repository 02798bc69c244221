export { Gone } from '@/lib/ws';
