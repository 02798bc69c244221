import create, { connect, default as again } from '@/services/ws';

create(connect, again);
