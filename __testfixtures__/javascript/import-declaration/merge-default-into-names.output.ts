import create, { connect } from '@/services/ws';

create(connect);
