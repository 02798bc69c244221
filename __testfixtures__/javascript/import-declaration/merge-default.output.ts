import create, { MODE } from '@/services/ws';

create(MODE);
