import { fetchAll } from './src/services/api';
import { fetchOne } from './src/services/api.ts'; // again
