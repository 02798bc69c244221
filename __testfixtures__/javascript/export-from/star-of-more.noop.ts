export * from '@/other-api';
