export * from '@/lib/ws';
