/** The context that a reporter gets besides the suggestion. */
export interface SuggestionContext {
  /** Rows of a list before it says how many more there are. */
  readonly top: number;
}
