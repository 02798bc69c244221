export const text = `
import { Manager } from '@/lib/ws';
`;
