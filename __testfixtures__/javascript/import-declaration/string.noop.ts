export const text = "import { Manager } from '@/lib/ws'";
export const path = '@/lib/ws';
