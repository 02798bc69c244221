declare module '@/services/api' {
  interface Reply {
    extra: string;
  }
}
export {};
