declare module '@/client/api' {
  interface Unknown {}
}
export {};
