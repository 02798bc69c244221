import { fetchAll } from '@/other-api';
