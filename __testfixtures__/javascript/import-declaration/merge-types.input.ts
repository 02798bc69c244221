import { connect } from '@/services/ws';
import type { Options } from '@/services/ws';
import type { Status } from '@/lib/ws';

export const status = (options: Options): Status => connect(options);
