import * as all from '@/services/ws';
import create, { MODE } from '@/services/ws';

create(all, MODE);
