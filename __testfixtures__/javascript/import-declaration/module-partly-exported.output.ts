import { fetchOld } from '@/old-api';
import { fetchAll } from '@/services/api';
