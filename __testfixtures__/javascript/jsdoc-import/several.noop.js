/** @import { Manager, other } from '@/lib/ws' */
export const nothing = 1;
