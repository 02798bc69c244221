import { connect } from '@/services/ws';

declare module 'other' {
  import { Manager } from '@/lib/ws';
  export const manager: Manager<typeof connect>;
}
