import { fetchAll } from '@/deleted/api';
import { fetchOne } from './src/deleted/api.js'; // again
