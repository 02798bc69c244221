declare module '@/client/api' {
  interface Reply {
    extra: string;
  }
}
export {};
