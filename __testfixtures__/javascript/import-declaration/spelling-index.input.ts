import { store } from './src/services/store/index';
import { size } from './src/services/store/'; // again
