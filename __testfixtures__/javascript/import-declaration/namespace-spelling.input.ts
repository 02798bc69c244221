import * as api from '@api';
import * as same from './src/services/api';

console.log(api, same);
