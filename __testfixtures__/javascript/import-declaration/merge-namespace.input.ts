import * as all from '@/services/ws';
import { MODE } from '@/lib/ws';
import create from '@/lib/ws';

create(all, MODE);
