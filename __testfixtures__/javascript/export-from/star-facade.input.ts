export * from '@/client/api';
