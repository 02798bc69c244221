import { connect, type Options, type Status } from '@/services/ws';

export const status = (given: Options): Status => connect(given);
