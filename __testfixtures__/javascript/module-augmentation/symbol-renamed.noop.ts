declare module '@/lib/ws' {
  interface Manager {
    extra: string;
  }
}
export {};
