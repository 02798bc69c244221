import create, * as all from '@/services/ws';

create(all);
