/** The part of the WebAssembly JavaScript interface that is used here: TypeScript has it in its DOM library only. */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Global {
    readonly value: unknown;
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, never>);
    readonly exports: Exports;
  }
}
