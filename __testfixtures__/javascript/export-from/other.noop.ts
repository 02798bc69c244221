export { other } from '@/lib/ws';
export * from './src/lib/wsx';
