import { Manager } from '@/lib/ws';

declare module './src/lib/ws' {
  interface Nothing {}
}
export const x = new Manager();
