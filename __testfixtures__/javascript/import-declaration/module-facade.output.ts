import all, { fetchOne } from '@/services/api';
