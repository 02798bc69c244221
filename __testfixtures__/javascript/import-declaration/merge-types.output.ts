import { connect } from '@/services/ws';
import type { Options, Status } from '@/services/ws';

export const status = (options: Options): Status => connect(options);
