import '@/services/api';
