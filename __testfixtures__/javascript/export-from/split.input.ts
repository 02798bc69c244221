export { Manager, other, MODE as mode } from '@/lib/ws';
