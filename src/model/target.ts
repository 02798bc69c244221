/** A symbol of a module, all symbols of a module (`*`), or a module with all that is under it (no name). */
export interface Target {
  readonly module: string;
  readonly name: string | undefined;
}
