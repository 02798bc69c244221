jest.mock('./src/services/api');
import { fetchAll } from './src/services/api';
