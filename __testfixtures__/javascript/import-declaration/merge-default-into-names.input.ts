import { connect } from '@/services/ws';
import create from '@/lib/ws';

create(connect);
