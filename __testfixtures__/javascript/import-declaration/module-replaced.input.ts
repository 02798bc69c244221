import { fetchAll } from '@/old-api';
