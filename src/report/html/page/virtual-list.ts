import { element } from './dom.ts';

/** Height of a row in pixels, as the style sheet has it. */
const ROW = 52;
/** Rows that are kept above and below the visible ones. */
const MARGIN = 6;

/** A list box of any length, of which only the rows in sight are in the document. */
export class VirtualList<T> {
  readonly box: HTMLElement;
  readonly #rows: HTMLElement;
  readonly #render: (item: T) => readonly Node[];
  readonly #onSelect: (item: T, isOpened: boolean) => void;
  #items: readonly T[] = [];
  #selected = -1;

  /**
   * @param render what a row shows
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
      if (row) this.select(Number(row.dataset['index']), true);
    });
    new ResizeObserver(() => {
      this.#draw();
    }).observe(this.box);
  }

  show(items: readonly T[]): void {
    this.#items = items;
    this.#selected = -1;
    this.#rows.style.height = `${items.length * ROW}px`;
    this.box.scrollTop = 0;
    this.box.toggleAttribute('hidden', items.length === 0);
    this.#draw();
  }

  select(index: number, isOpened = false): void {
    const item = this.#items[index];
    if (item === undefined) return;
    this.#selected = index;
    const top = index * ROW;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    const bottom = top + ROW - this.box.clientHeight;
    if (bottom > this.box.scrollTop) this.box.scrollTop = bottom;
    this.#draw();
    this.#onSelect(item, isOpened);
  }

  #onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 1);
    const last = this.#items.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: this.#selected + 1,
      ArrowUp: this.#selected - 1,
      PageDown: this.#selected + page,
      PageUp: this.#selected - page,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    this.select(target === undefined ? this.#selected : Math.min(last, Math.max(0, target)), target === undefined);
  }

  #draw(): void {
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - MARGIN);
    const end = Math.min(this.#items.length, Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW) + MARGIN);
    const rows: HTMLElement[] = [];
    for (let k = first; k < end; k++) {
      const item = this.#items[k];
      if (item === undefined) continue;
      const row = element(
        'div',
        {
          class: 'row',
          role: 'option',
          id: `${this.box.id}-${k}`,
          'aria-selected': k === this.#selected ? 'true' : 'false',
          'aria-setsize': this.#items.length,
          'aria-posinset': k + 1,
          'data-index': k,
        },
        ...this.#render(item),
      );
      row.style.transform = `translateY(${k * ROW}px)`;
      rows.push(row);
    }
    this.#rows.replaceChildren(...rows);
    if (this.#selected >= first && this.#selected < end)
      this.box.setAttribute('aria-activedescendant', `${this.box.id}-${this.#selected}`);
    else this.box.removeAttribute('aria-activedescendant');
  }
}
