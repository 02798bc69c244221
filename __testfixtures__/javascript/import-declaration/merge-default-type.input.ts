import type Create from '@/services/ws';
import type { Status } from '@/lib/ws';

export type Made = (given: Status) => typeof Create;
