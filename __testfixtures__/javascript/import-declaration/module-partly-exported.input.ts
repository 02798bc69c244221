import { fetchAll, fetchOld } from '@/old-api';
