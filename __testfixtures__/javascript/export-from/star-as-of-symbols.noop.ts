export * as ws from '@/lib/ws';
