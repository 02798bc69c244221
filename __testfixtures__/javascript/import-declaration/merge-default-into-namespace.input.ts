import * as all from '@/services/ws';
import create from '@/lib/ws';

create(all);
