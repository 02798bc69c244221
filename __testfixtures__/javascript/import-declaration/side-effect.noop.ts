import '@/client/api';
