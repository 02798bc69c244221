import { element } from './dom.ts';

/** Height of a row in pixels, as the style sheet has it. */
const ROW = 56;
/** Rows that are kept above and below the visible ones. */
const MARGIN = 6;

/** A line above the items that belong together. */
export class Heading {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A list box of any length, of which only the rows in sight are in the document. */
export class VirtualList<T> {
  readonly box: HTMLElement;
  readonly #rows: HTMLElement;
  readonly #render: (item: T) => readonly Node[];
  readonly #onSelect: (item: T, isOpened: boolean) => void;
  #items: readonly (T | Heading)[] = [];
  #selected = -1;

  /**
   * @param render the content of a row
   * @param onSelect called for the row that is chosen; `isOpened` when that was by Enter or a click
   */
  constructor(label: string, render: (item: T) => readonly Node[], onSelect: (item: T, isOpened: boolean) => void) {
    this.#render = render;
    this.#onSelect = onSelect;
    this.#rows = element('div', { class: 'rows', role: 'presentation' });
    this.box = element('div', { class: 'list', role: 'listbox', tabindex: 0, 'aria-label': label }, this.#rows);
    this.box.addEventListener('scroll', () => {
      this.#draw();
    });
    this.box.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.box.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
      if (row) this.#choose(Number(row.dataset['index']), true);
    });
    new ResizeObserver(() => {
      this.#draw();
    }).observe(this.box);
  }

  show(items: readonly (T | Heading)[]): void {
    this.#items = items;
    this.#selected = -1;
    this.#rows.style.height = `${items.length * ROW}px`;
    this.box.scrollTop = 0;
    this.box.toggleAttribute('hidden', items.length === 0);
    this.#draw();
  }

  /** Draws the rows anew, where what they show has changed. */
  refresh(): void {
    this.#draw();
  }

  /** Choose the first item that fits, without opening it; false where none does. */
  selectWhere(fits: (item: T) => boolean): boolean {
    const index = this.#items.findIndex((item) => !(item instanceof Heading) && fits(item));
    this.#choose(index, false);
    return index >= 0;
  }

  /** Choose the item that is so many places further, or the one nearest to there. */
  move(steps: number): void {
    const last = this.#items.length - 1;
    const step = Math.sign(steps);
    let at = Math.min(last, Math.max(0, this.#selected + steps));
    while (this.#items[at] instanceof Heading && at + step >= 0 && at + step <= last) at += step;
    // Above the first item stands its heading.
    if (this.#items[at] instanceof Heading) at = this.#items.findIndex((item) => !(item instanceof Heading));
    this.#choose(at, false);
  }

  #choose(index: number, isOpened: boolean): void {
    const item = this.#items[index];
    if (item === undefined || item instanceof Heading) return;
    this.#selected = index;
    const top = this.#items[index - 1] instanceof Heading ? (index - 1) * ROW : index * ROW;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    const bottom = (index + 1) * ROW - this.box.clientHeight;
    if (bottom > this.box.scrollTop) this.box.scrollTop = bottom;
    this.#draw();
    this.#onSelect(item, isOpened);
  }

  #onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 1);
    const all = this.#items.length;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -all,
      End: all,
    };
    const step = steps[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) this.#choose(this.#selected, true);
    else this.move(step);
  }

  #draw(): void {
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - MARGIN);
    const end = Math.min(this.#items.length, Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW) + MARGIN);
    const rows: HTMLElement[] = [];
    for (let k = first; k < end; k++) {
      const item = this.#items[k];
      if (item === undefined) continue;
      const row = item instanceof Heading ? headingRow(item) : this.#itemRow(item, k);
      row.style.transform = `translateY(${k * ROW}px)`;
      rows.push(row);
    }
    this.#rows.replaceChildren(...rows);
    if (this.#selected >= first && this.#selected < end)
      this.box.setAttribute('aria-activedescendant', `${this.box.id}-${this.#selected}`);
    else this.box.removeAttribute('aria-activedescendant');
  }

  #itemRow(item: T, k: number): HTMLElement {
    const attributes = {
      class: 'row',
      role: 'option',
      id: `${this.box.id}-${k}`,
      'aria-selected': k === this.#selected ? 'true' : 'false',
      'aria-setsize': this.#items.length,
      'aria-posinset': k + 1,
      'data-index': k,
    };
    return element('div', attributes, ...this.#render(item));
  }
}

function headingRow({ text }: Heading): HTMLElement {
  return element(
    'div',
    { class: 'row heading', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' },
    text,
  );
}
