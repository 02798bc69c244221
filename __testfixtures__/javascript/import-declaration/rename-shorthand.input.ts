import { Manager } from '@/lib/ws';

export const all = { Manager, x: Manager, Manager2: 1, [Manager.name]: 2 };
const { Manager: y } = all;
