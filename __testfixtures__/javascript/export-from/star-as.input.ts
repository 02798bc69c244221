export * as api from '@/client/api';
