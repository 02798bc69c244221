import { connect, type Options } from '@/services/ws';
import type { Status } from '@/lib/ws';

export const status = (given: Options): Status => connect(given);
