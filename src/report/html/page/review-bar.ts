import type { Shape } from '../../../review/shape.ts';
import { button, count, element } from './dom.ts';
import type { ReviewMarks } from './review-marks.ts';

/** How far the review is, and the command that records what was accepted. */
export class ReviewBar {
  readonly box: HTMLElement;
  readonly #shapes: readonly Shape[];
  readonly #marks: ReviewMarks;
  readonly #state = element('p', { class: 'state', role: 'status' });
  readonly #command = element('code', { class: 'command' });
  readonly #copy: HTMLButtonElement;
  readonly #clear: HTMLButtonElement;

  constructor(shapes: readonly Shape[], marks: ReviewMarks, onClear: () => void) {
    this.#shapes = shapes;
    this.#marks = marks;
    this.#copy = button('Copy', () => {
      void this.#copyCommand();
    });
    this.#clear = button('Clear marks', onClear, { class: 'plain' });
    this.box = element('footer', { class: 'review-bar' }, this.#state, this.#command, this.#copy, this.#clear);
  }

  draw(): void {
    const of = (mark: 'viewed' | 'accepted'): Shape[] => this.#shapes.filter(({ id }) => this.#marks.has(mark, id));
    const [viewed, accepted] = [of('viewed'), of('accepted')];
    const hasAccepted = accepted.length > 0;
    this.#state.textContent = `${viewed.length} of ${count(this.#shapes.length, 'shape')} viewed, ${accepted.length} accepted`;
    this.#command.textContent = hasAccepted
      ? `ssot-codemod review --accept ${accepted.map(({ id }) => id).join(',')}`
      : 'Accept shapes, and the command that records it stands here.';
    this.#command.classList.toggle('quiet', !hasAccepted);
    this.#copy.hidden = !hasAccepted;
    this.#clear.hidden = viewed.length + accepted.length === 0;
  }

  async #copyCommand(): Promise<void> {
    const text = this.#command.textContent;
    try {
      await navigator.clipboard.writeText(text);
      this.#copy.textContent = 'Copied';
    } catch {
      getSelection()?.selectAllChildren(this.#command);
      this.#copy.textContent = 'Press Ctrl C';
    }
    setTimeout(() => {
      this.#copy.textContent = 'Copy';
    }, 2000);
  }
}
