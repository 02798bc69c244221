import { connect } from '@/services/ws';

export const a = connect();
