declare module 'ws' {
  export const x: number;
}
declare module '*.svg';
declare global {
  interface Window {
    x: number;
  }
}
export {};
