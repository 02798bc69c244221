import * as api from '@/services/api';
import * as same from '@/services/api';

console.log(api, same);
