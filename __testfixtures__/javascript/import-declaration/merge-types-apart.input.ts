import { connect } from '@/services/ws';
import type { Manager } from '@/lib/ws';
import type { Status } from '@/lib/ws';

export const status = (given: Manager): Status => connect(given);
