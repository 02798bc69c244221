import create from '@/services/ws';
import { MODE } from '@/lib/ws';

create(MODE);
