import type { Shape } from '../../../review/shape.ts';
import type { FileData, ReportData } from '../report-data.ts';
import { aboutView } from './about-view.ts';
import type { DiffFormat } from './diff-view.ts';
import { button, element, number } from './dom.ts';
import { fileView } from './file-view.ts';
import { FilterBar } from './filter-bar.ts';
import { Finder } from './filters.ts';
import type { LeftRow } from './filters.ts';
import { header } from './header.ts';
import { hitsView } from './hits-view.ts';
import { importsView } from './imports-view.ts';
import { interfaceView } from './interface-view.ts';
import { leftRow, leftView } from './left-view.ts';
import { loadData } from './load-data.ts';
import { mapProblemsView } from './map-problems-view.ts';
import { hashOf, placeOf } from './place.ts';
import type { Place } from './place.ts';
import { printView } from './print-view.ts';
import { ReviewBar } from './review-bar.ts';
import { ReviewMarks } from './review-marks.ts';
import type { Mark } from './review-marks.ts';
import { fileRow, shapeRow } from './rows.ts';
import { meanings, shapeView } from './shape-view.ts';
import type { ViewContext } from './shape-view.ts';
import { Heading, VirtualList } from './virtual-list.ts';

type Tab = 'shapes' | 'files' | 'left' | 'imports' | 'about';
const tabs: readonly Tab[] = ['shapes', 'files', 'left', 'imports', 'about'];
const titles: Readonly<Record<Tab, string>> = {
  shapes: 'Shapes',
  files: 'Files',
  left: 'Left alone',
  imports: 'Imports',
  about: 'About',
};

class Page {
  readonly #data: ReportData;
  readonly #finder: Finder;
  readonly #files: ReadonlyMap<string, FileData>;
  readonly #marks: ReviewMarks;
  readonly #bar: ReviewBar;
  readonly #filters: FilterBar;
  readonly #lists: {
    readonly shapes: VirtualList<number>;
    readonly files: VirtualList<FileData>;
    readonly left: VirtualList<LeftRow>;
  };
  readonly #tabs = new Map<Tab, HTMLButtonElement>();
  readonly #panes = element('div', { class: 'panes', id: 'panel', role: 'tabpanel' });
  readonly #detail = element('section', { class: 'detail', tabindex: 0, 'aria-label': 'Details' });
  readonly #wide = element('section', { class: 'wide', tabindex: 0 });
  readonly #nothing = element('p', { class: 'nothing', role: 'status' });
  #tab: Tab = 'shapes';
  #format: DiffFormat = 'unified';
  #detailOf: (() => HTMLElement[]) | undefined;
  /** The Shape or file that is shown, for the keys that mark it. */
  #shown: { readonly mark: Mark; readonly id: string } | undefined;

  constructor(data: ReportData) {
    this.#data = data;
    this.#finder = new Finder(data);
    this.#files = new Map(data.files.map((file) => [file.path, file]));
    this.#marks = new ReviewMarks(data.origin?.mapHash ?? '');
    this.#bar = new ReviewBar(data.shapes, this.#marks, () => {
      this.#marks.clear();
      this.#drawMarks();
    });
    this.#filters = new FilterBar(data, () => {
      this.#search();
    });
    this.#lists = {
      shapes: new VirtualList(
        'Shapes',
        (index) => shapeRow(this.#data.shapes[index], this.#marks),
        (index, isOpened) => {
          this.#openShape(index, isOpened);
        },
      ),
      files: new VirtualList(
        'Files',
        (file) => fileRow(file, this.#data, this.#marks),
        (file, isOpened) => {
          this.#openFile(file, undefined, isOpened);
        },
      ),
      left: new VirtualList('Left alone', leftRow, (row, isOpened) => {
        this.#open(() => leftView(row), undefined, isOpened);
        setAddress({ kind: 'file', path: row.file.path, line: row.left.line });
      }),
    };
    for (const [name, list] of Object.entries(this.#lists)) list.box.id = `list-${name}`;
  }

  build(): void {
    const back = button('Back to the list', () => {
      this.#panes.dataset['shows'] = 'list';
    });
    back.classList.add('back');
    this.#panes.dataset['shows'] = 'list';
    document.body.append(
      element(
        'main',
        { class: 'page' },
        header(this.#data),
        ...mapProblemsView(this.#data.mapProblems),
        ...hitsView(this.#data.hits),
        ...interfaceView(this.#data.interfaces),
        this.#filters.box,
        this.#tabBar(),
        back,
        this.#panes,
        ...(this.#data.shapes.length > 0 ? [this.#bar.box] : []),
      ),
    );
    document.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    addEventListener('hashchange', () => {
      this.#goTo(placeOf(location.hash));
    });
    addEventListener('beforeprint', () => {
      document.querySelector('.print')?.remove();
      document.body.append(printView(this.#data));
    });
    // The first item that is shown becomes the address.
    const place = placeOf(location.hash);
    this.#bar.draw();
    this.#search();
    this.#goTo(place);
  }

  #search(): void {
    const matches = this.#finder.find(this.#filters.filter);
    this.#lists.shapes.show(withHeadings(matches.shapes, (k) => meanings[this.#data.shapes[k]?.tier ?? 'safe']));
    this.#lists.files.show(matches.files);
    this.#lists.left.show(withHeadings(matches.left, ({ left }) => left.reason));
    const counts = { shapes: matches.shapes.length, files: matches.files.length, left: matches.left.length };
    for (const [tab, shown] of Object.entries(counts) as [keyof typeof counts, number][]) {
      const label = this.#tabs.get(tab)?.querySelector('.count');
      if (label) label.textContent = number(shown);
    }
    this.#detailOf = undefined;
    this.#show(this.#tab);
  }

  #tabBar(): HTMLElement {
    const bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views' });
    for (const tab of tabs) {
      const made = button(
        titles[tab],
        () => {
          this.#show(tab);
        },
        { role: 'tab', id: `tab-${tab}`, 'aria-controls': 'panel' },
      );
      if (tab in this.#lists) made.append(' ', element('span', { class: 'count' }));
      this.#tabs.set(tab, made);
      bar.append(made);
    }
    bar.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
      const next = tabs[(tabs.indexOf(this.#tab) + step + tabs.length) % tabs.length];
      if (step === 0 || next === undefined) return;
      event.preventDefault();
      this.#show(next);
      this.#tabs.get(next)?.focus();
    });
    const format = button(
      'Side by side',
      () => {
        this.#format = this.#format === 'unified' ? 'split' : 'unified';
        format.setAttribute('aria-pressed', String(this.#format === 'split'));
        this.#draw();
      },
      { class: 'format', 'aria-pressed': 'false' },
    );
    return element('div', { class: 'bar-line' }, bar, format);
  }

  #show(tab: Tab): void {
    const isNew = tab !== this.#tab;
    this.#tab = tab;
    for (const [name, made] of this.#tabs) {
      made.setAttribute('aria-selected', String(name === tab));
      made.tabIndex = name === tab ? 0 : -1;
    }
    this.#panes.setAttribute('aria-labelledby', `tab-${tab}`);
    if (isNew) this.#panes.dataset['shows'] = 'list';
    if (tab === 'imports' || tab === 'about') {
      this.#wide.replaceChildren(...(tab === 'imports' ? importsView(this.#data) : aboutView(this.#data)));
      this.#wide.setAttribute('aria-label', titles[tab]);
      this.#panes.replaceChildren(this.#wide);
      return;
    }
    const list = this.#lists[tab];
    const side = element('div', { class: 'side' }, list.box, this.#nothing);
    this.#nothing.textContent = list.box.hidden ? 'Nothing here matches the filters.' : '';
    this.#panes.replaceChildren(side, this.#detail);
    if (isNew || this.#detailOf === undefined || list.box.hidden) {
      this.#detailOf = undefined;
      this.#detail.replaceChildren();
    }
    if (this.#detailOf === undefined) list.selectWhere(() => true);
  }

  /** Show what an address points to. */
  #goTo(place: Place | undefined): void {
    if (place === undefined) return;
    if (place.kind === 'view') {
      const tab = tabs.find((name) => name === place.name);
      if (tab) this.#show(tab);
    } else if (place.kind === 'shape') {
      const index = this.#data.shapes.findIndex(({ id }) => id === place.id);
      if (index < 0) return;
      this.#select('shapes', this.#lists.shapes, (k) => k === index);
      this.#openShape(index, true);
    } else {
      const file = this.#files.get(place.path);
      if (file === undefined) return;
      this.#select('files', this.#lists.files, (one) => one === file);
      this.#openFile(file, place.line, true);
    }
  }

  /** The tab with the item chosen; filters that hide it are taken away. */
  #select<T>(tab: Tab, list: VirtualList<T>, fits: (item: T) => boolean): void {
    this.#show(tab);
    if (list.selectWhere(fits)) return;
    this.#filters.clear();
    list.selectWhere(fits);
  }

  #openShape(index: number, isOpened: boolean): void {
    const shape = this.#data.shapes[index];
    if (shape === undefined) return;
    this.#open(() => shapeView(shape, this.#context()), { mark: 'viewed', id: shape.id }, isOpened);
    setAddress({ kind: 'shape', id: shape.id });
  }

  #openFile(file: FileData, line: number | undefined, isOpened: boolean): void {
    this.#open(() => fileView(file, this.#context()), { mark: 'viewedFiles', id: file.path }, isOpened);
    setAddress({ kind: 'file', path: file.path, line });
    if (line === undefined) return;
    const places = [...this.#detail.querySelectorAll(`[data-line="${line}"]`)];
    for (const place of places) place.classList.add('pointed');
    (places.find((place) => place.tagName === 'TR') ?? places[0])?.scrollIntoView({ block: 'center' });
  }

  #open(view: () => HTMLElement[], shown: { mark: Mark; id: string } | undefined, isOpened: boolean): void {
    this.#detailOf = view;
    this.#shown = shown;
    this.#draw();
    if (!isOpened) return;
    // On a narrow page the details stand in the place of the list.
    this.#panes.dataset['shows'] = 'detail';
    this.#detail.focus({ preventScroll: true });
    if (matchMedia('(max-width: 900px)').matches) scrollTo(0, 0);
  }

  #draw(): void {
    this.#detail.replaceChildren(...(this.#detailOf?.() ?? []));
    this.#detail.scrollTop = 0;
  }

  #drawMarks(): void {
    this.#bar.draw();
    this.#lists.shapes.refresh();
    this.#lists.files.refresh();
    const [top, focused] = [this.#detail.scrollTop, document.activeElement];
    const boxes = (): HTMLInputElement[] => [...this.#detail.querySelectorAll<HTMLInputElement>('[type=checkbox]')];
    const index = boxes().findIndex((box) => box === focused);
    this.#draw();
    this.#detail.scrollTop = top;
    boxes()[index]?.focus();
  }

  #context(): ViewContext {
    return {
      data: this.#data,
      format: this.#format,
      marks: this.#marks,
      fileOf: (path) => this.#files.get(path),
      showFiles: ({ id }: Shape) => {
        this.#tab = 'files';
        this.#filters.set('shape', id, true);
        this.#panes.dataset['shows'] = 'list';
        this.#lists.files.box.focus();
      },
      setMark: (mark, id, isSet) => {
        this.#marks.set(mark, id, isSet);
        // Who accepts a shape has seen it.
        if (mark === 'accepted' && isSet) this.#marks.set('viewed', id, true);
        this.#drawMarks();
      },
    };
  }

  #onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    const isTyping =
      target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');
    const list = this.#tab === 'imports' || this.#tab === 'about' ? undefined : this.#lists[this.#tab];
    if (key === 'Escape' && isTyping) {
      this.#filters.clear();
      list?.box.focus();
    }
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === '/') {
      event.preventDefault();
      this.#filters.focus();
    }
    if (key === 'j' || key === 'k') list?.move(key === 'j' ? 1 : -1);
    if (key === 'v' && this.#shown) this.#toggle(this.#shown.mark, this.#shown.id);
    if (key === 'a' && this.#shown?.mark === 'viewed') this.#toggle('accepted', this.#shown.id);
  }

  #toggle(mark: Mark, id: string): void {
    this.#context().setMark(mark, id, !this.#marks.has(mark, id));
  }
}

/** The items with a heading above each run of those that have the same. */
function withHeadings<T>(items: readonly T[], headingOf: (item: T) => string): (T | Heading)[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const heading = headingOf(item);
    const group = groups.get(heading);
    if (group) group.push(item);
    else groups.set(heading, [item]);
  }
  return [...groups].flatMap(([heading, group]) => [new Heading(`${heading} · ${number(group.length)}`), ...group]);
}

/** The address of the page names what is shown, so that it can be sent to somebody. */
function setAddress(place: Place): void {
  try {
    history.replaceState(null, '', hashOf(place));
  } catch {
    // A page from a file of some browsers keeps its address.
  }
}

const page = new Page(await loadData());
page.build();
document.documentElement.dataset['ready'] = String(Math.round(performance.now()));
