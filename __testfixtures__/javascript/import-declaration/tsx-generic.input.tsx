import { Manager } from '@/lib/ws';

export const f = <T,>(x: T) => <div>{String(Manager)}</div>;
