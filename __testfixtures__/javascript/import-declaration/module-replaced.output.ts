import { fetchAll } from '@/services/api';
