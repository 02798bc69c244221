import { fetchAll } from '@/services/api';
import { fetchOne } from '@/services/api'; // again
