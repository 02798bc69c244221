declare const x: typeof globalThis;
export = x;
