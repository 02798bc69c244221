import './src/services/api';

declare module './src/services/api' {
  interface Reply {
    extra: string;
  }
}
