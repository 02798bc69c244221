import all, { fetchOne } from '@/client/api';
