import create, { connect } from '@/services/ws';
import again from '@/lib/ws';

create(connect, again);
