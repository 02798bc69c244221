import type { default as Create, Status } from '@/services/ws';

export type Made = (given: Status) => typeof Create;
