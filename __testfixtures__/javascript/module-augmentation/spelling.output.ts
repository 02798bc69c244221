import '@/services/api';

declare module '@/services/api' {
  interface Reply {
    extra: string;
  }
}
