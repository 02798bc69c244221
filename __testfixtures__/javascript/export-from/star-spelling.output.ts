export * from '@/services/api';
