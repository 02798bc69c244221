/** A paragraph of the docs about one reason. */
export interface ManualEntry {
  readonly id: string;
  /** Such as `docs/refusals.md`. */
  readonly page: string;
  /** The heading above the reasons of its kind, such as `Refused`. */
  readonly section: string;
  /** The title of the page. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}
