import type { ReportData } from '../report-data.ts';
import { button, element, number } from './dom.ts';
import { directories, everything, reasons } from './filters.ts';
import type { Filter } from './filters.ts';

/** Folders that can be chosen from. */
const FOLDERS = 400;

/** The search, and the choices beside it, which are folded where there is no room for them. */
export class FilterBar {
  readonly box: HTMLElement;
  #filter = everything;
  readonly #controls = new Map<keyof Filter, HTMLInputElement | HTMLSelectElement>();
  readonly #onChange: () => void;

  constructor({ owners, files, shapes }: ReportData, onChange: () => void) {
    this.#onChange = onChange;
    const search = element('input', {
      type: 'search',
      id: 'filter-text',
      placeholder: 'Search paths, symbols, diffs  ( / )',
      'aria-label': 'Search',
      autocomplete: 'off',
      spellcheck: 'false',
    });
    search.addEventListener('input', () => {
      this.set('text', search.value);
    });
    this.#controls.set('text', search);
    const tiers = (['declared', 'review', 'safe'] as const).filter((tier) =>
      shapes.some((shape) => shape.tier === tier),
    );
    const choices = element(
      'div',
      { class: 'choices' },
      this.#select(
        'tier',
        'Tier',
        tiers.map((tier) => [tier, tier]),
      ),
      this.#select(
        'owner',
        'Owner',
        owners.length === 0 ? [] : [...owners.map((name): [string, string] => [name, name]), ['-', 'no owner']],
      ),
      this.#select(
        'directory',
        'Directory',
        directories(files, FOLDERS).map(([folder, inside]) => [folder, `${folder} (${number(inside)})`]),
      ),
      this.#select('reason', 'Reason', [
        ...[...new Set(shapes.flatMap(({ reason }) => (reason === '' ? [] : [reason])))].map(
          (reason): [string, string] => [reason, reason],
        ),
        ...reasons(files).map(([reason, times]): [string, string] => [reason, `${reason} (${number(times)})`]),
      ]),
      this.#select(
        'shape',
        'Shape',
        shapes.map(({ id, from }) => [id, `${id} ${from}`]),
      ),
      button('Clear', () => {
        this.clear();
      }),
    );
    const folded = element('details', { class: 'folded' }, element('summary', {}, 'Filters'), choices);
    const narrow = matchMedia('(max-width: 900px)');
    folded.open = !narrow.matches;
    narrow.addEventListener('change', () => {
      folded.open = !narrow.matches;
    });
    this.box = element('div', { class: 'filters', role: 'search' }, search, folded);
  }

  get filter(): Filter {
    return this.#filter;
  }

  /** @param isAlone take all other filters away */
  set(name: keyof Filter, value: string, isAlone = false): void {
    this.#filter = { ...(isAlone ? everything : this.#filter), [name]: value };
    for (const [key, control] of this.#controls)
      if (control.value !== this.#filter[key]) control.value = this.#filter[key];
    this.#onChange();
  }

  clear(): void {
    this.set('text', '', true);
  }

  focus(): void {
    this.#controls.get('text')?.focus();
  }

  /** A choice that there is nothing to choose for is left out. */
  #select(
    name: keyof Filter,
    label: string,
    choices: readonly (readonly [value: string, label: string])[],
  ): HTMLElement | undefined {
    if (choices.length === 0) return undefined;
    const select = element(
      'select',
      { id: `filter-${name}` },
      element('option', { value: '' }, 'all'),
      ...choices.map(([value, shown]) => element('option', { value }, shown)),
    );
    select.addEventListener('change', () => {
      this.set(name, select.value);
    });
    this.#controls.set(name, select);
    return element('label', {}, element('span', {}, label), select);
  }
}
