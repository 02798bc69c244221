export * as api from '@/services/api';
