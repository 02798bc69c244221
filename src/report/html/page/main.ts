import type { OutputFormatType } from 'diff2html/lib-esm/types.js';
import type { Shape } from '../../../review/shape.ts';
import type { FileData, ReportData } from '../report-data.ts';
import { aboutView } from './about-view.ts';
import { button, count, element, number } from './dom.ts';
import { fileView } from './file-view.ts';
import { directories, everything, Finder, reasons } from './filters.ts';
import type { Filter, LeftRow } from './filters.ts';
import { importsView } from './imports-view.ts';
import { loadData } from './load-data.ts';
import { mapProblemsView } from './map-problems-view.ts';
import { printView } from './print-view.ts';
import { extentOf, shapeView, shortMove, tierBadge } from './shape-view.ts';
import type { ViewContext } from './shape-view.ts';
import { themeButton } from './theme.ts';
import { VirtualList } from './virtual-list.ts';

type Tab = 'shapes' | 'files' | 'left' | 'imports' | 'about';
const tabs: readonly Tab[] = ['shapes', 'files', 'left', 'imports', 'about'];
const titles: Readonly<Record<Tab, string>> = {
  shapes: 'Shapes',
  files: 'Files',
  left: 'Left alone',
  imports: 'Imports',
  about: 'About',
};

/** Folders that can be chosen from. */
const FOLDERS = 400;

class Page {
  readonly #data: ReportData;
  readonly #finder: Finder;
  readonly #files: ReadonlyMap<string, FileData>;
  readonly #lists: {
    readonly shapes: VirtualList<number>;
    readonly files: VirtualList<FileData>;
    readonly left: VirtualList<LeftRow>;
  };
  readonly #tabs = new Map<Tab, HTMLButtonElement>();
  readonly #controls = new Map<keyof Filter, HTMLInputElement | HTMLSelectElement>();
  readonly #panes = element('div', { class: 'panes' });
  readonly #detail = element('section', { class: 'detail', tabindex: 0, 'aria-label': 'Details' });
  readonly #wide = element('section', { class: 'wide', tabindex: 0 });
  readonly #nothing = element('p', { class: 'nothing', role: 'status' });
  #filter = everything;
  #tab: Tab = 'shapes';
  #format: OutputFormatType = 'line-by-line';
  #detailOf: (() => HTMLElement[]) | undefined;

  constructor(data: ReportData) {
    this.#data = data;
    this.#finder = new Finder(data);
    this.#files = new Map(data.files.map((file) => [file.path, file]));
    this.#lists = {
      shapes: new VirtualList(
        'Shapes',
        (index) => this.#shapeRow(index),
        (index, isOpened) => {
          this.#open(() => this.#shapeDetail(index), isOpened);
        },
      ),
      files: new VirtualList(
        'Files',
        (file) => this.#fileRow(file),
        (file, isOpened) => {
          this.#open(() => fileView(file, this.#context()), isOpened);
        },
      ),
      left: new VirtualList('Left alone', leftRow, ({ file }, isOpened) => {
        this.#open(() => fileView(file, this.#context()), isOpened);
      }),
    };
    for (const [name, list] of Object.entries(this.#lists)) list.box.id = `list-${name}`;
  }

  build(): void {
    document.body.append(
      element(
        'div',
        { class: 'page' },
        this.#header(),
        ...mapProblemsView(this.#data.mapProblems),
        this.#filters(),
        this.#tabBar(),
        this.#panes,
      ),
    );
    document.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    addEventListener('beforeprint', () => {
      document.querySelector('.print')?.remove();
      document.body.append(printView(this.#data));
    });
    this.#search();
    this.#show('shapes');
  }

  #header(): HTMLElement {
    const { command, summary, shapes } = this.#data;
    const ofEdits = shapes.filter(({ operation }) => operation === undefined);
    const applied = ofEdits.reduce((sum, shape) => sum + shape.applied, 0);
    const { create = 0, delete: deleted = 0, rename = 0 } = summary.operations ?? {};
    const figures: readonly (readonly [number, string])[] = [
      [summary.filesChanged, command === 'apply' ? 'files changed' : 'files would change'],
      [summary.filesScanned, 'files read'],
      [applied, 'edits'],
      [summary.edits - applied, 'edits not applied'],
      ...(create + deleted + rename === 0
        ? []
        : ([
            [create, 'files created'],
            [deleted, 'files deleted'],
            [rename, 'files renamed'],
          ] as const)),
      [shapes.length, 'shapes'],
      [summary.refused, 'refused'],
    ];
    return element(
      'header',
      {},
      element('h1', {}, 'Review of ', element('code', {}, `ssot-codemod ${command}`)),
      element(
        'dl',
        { class: 'figures' },
        ...figures.map(([value, label]) =>
          element('div', {}, element('dt', {}, label), element('dd', {}, number(value))),
        ),
      ),
      themeButton(),
    );
  }

  #filters(): HTMLElement {
    const { owners, files, shapes } = this.#data;
    const search = element('input', {
      type: 'search',
      id: 'filter-text',
      placeholder: 'Search paths, symbols, diffs  ( / )',
      'aria-label': 'Search',
      autocomplete: 'off',
      spellcheck: 'false',
    });
    search.addEventListener('input', () => {
      this.#set('text', search.value);
    });
    this.#controls.set('text', search);
    return element(
      'div',
      { class: 'filters', role: 'search' },
      search,
      this.#select('tier', 'Tier', [
        ['safe', 'safe'],
        ['declared', 'declared'],
        ['review', 'review'],
      ]),
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
        this.#set('text', '', true);
      }),
    );
  }

  #select(
    name: keyof Filter,
    label: string,
    choices: readonly (readonly [value: string, label: string])[],
  ): HTMLElement {
    const select = element(
      'select',
      { id: `filter-${name}` },
      element('option', { value: '' }, 'all'),
      ...choices.map(([value, shown]) => element('option', { value }, shown)),
    );
    select.disabled = choices.length === 0;
    select.addEventListener('change', () => {
      this.#set(name, select.value);
    });
    this.#controls.set(name, select);
    return element('label', {}, element('span', {}, label), select);
  }

  #set(name: keyof Filter, value: string, isAlone = false): void {
    this.#filter = { ...(isAlone ? everything : this.#filter), [name]: value };
    for (const [key, control] of this.#controls)
      if (control.value !== this.#filter[key]) control.value = this.#filter[key];
    this.#search();
  }

  #search(): void {
    const matches = this.#finder.find(this.#filter);
    this.#lists.shapes.show(matches.shapes);
    this.#lists.files.show(matches.files);
    this.#lists.left.show(matches.left);
    const counts = { shapes: matches.shapes.length, files: matches.files.length, left: matches.left.length };
    for (const [tab, shown] of Object.entries(counts) as [keyof typeof counts, number][]) {
      const label = this.#tabs.get(tab)?.querySelector('.count');
      if (label) label.textContent = number(shown);
    }
    if (this.#panes.isConnected) this.#show(this.#tab);
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
        this.#format = this.#format === 'line-by-line' ? 'side-by-side' : 'line-by-line';
        format.setAttribute('aria-pressed', String(this.#format === 'side-by-side'));
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
    this.#panes.setAttribute('id', 'panel');
    this.#panes.setAttribute('role', 'tabpanel');
    this.#panes.setAttribute('aria-labelledby', `tab-${tab}`);
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
    if (this.#detailOf === undefined) list.select(0);
  }

  #open(view: () => HTMLElement[], isOpened: boolean): void {
    this.#detailOf = view;
    this.#draw();
    if (!isOpened) return;
    this.#detail.focus({ preventScroll: true });
    // On a narrow page the details stand below the list.
    if (matchMedia('(max-width: 900px)').matches) this.#detail.scrollIntoView();
  }

  #draw(): void {
    this.#detail.replaceChildren(...(this.#detailOf?.() ?? []));
    this.#detail.scrollTop = 0;
  }

  #shapeDetail(index: number): HTMLElement[] {
    const shape = this.#data.shapes[index];
    return shape ? shapeView(shape, this.#context()) : [];
  }

  #context(): ViewContext {
    return {
      data: this.#data,
      format: this.#format,
      fileOf: (path) => this.#files.get(path),
      showFiles: ({ id }) => {
        this.#detailOf = undefined;
        this.#tab = 'files';
        this.#set('shape', id, true);
        this.#lists.files.box.focus();
      },
      showShape: (shape: Shape) => {
        this.#tab = 'shapes';
        this.#detailOf = undefined;
        this.#set('shape', shape.id, true);
        this.#lists.shapes.box.focus();
      },
    };
  }

  #shapeRow(index: number): Node[] {
    const shape = this.#data.shapes[index];
    if (shape === undefined) return [];
    const meta = extentOf(shape);
    return [
      element(
        'div',
        { class: 'line' },
        element('code', { class: 'id' }, shape.id),
        tierBadge(shape.tier),
        element('span', { class: 'quiet' }, meta),
      ),
      element('div', { class: 'line' }, shortMove(shape)),
    ];
  }

  #fileRow({ path, status, owner, added, deleted, edits, operation }: FileData): Node[] {
    const name = this.#data.owners[owner];
    const state = operation?.applied === true ? operation.what : status;
    const meta = [state, count(edits.length, 'edit'), `+${added} −${deleted}`, ...(name === undefined ? [] : [name])];
    return [element('div', { class: 'line path' }, path), element('div', { class: 'line quiet' }, meta.join(' · '))];
  }

  #onKey(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === '/' && !isTyping) {
      event.preventDefault();
      this.#controls.get('text')?.focus();
    }
    if (event.key === 'Escape' && isTyping) {
      this.#set('text', '', true);
      const list =
        this.#tab === 'shapes' || this.#tab === 'files' || this.#tab === 'left' ? this.#lists[this.#tab] : undefined;
      list?.box.focus();
    }
  }
}

function leftRow({ file, left }: LeftRow): Node[] {
  return [
    element(
      'div',
      { class: 'line' },
      element('span', { class: `badge ${left.kind}` }, left.reason),
      element('span', { class: 'path' }, `${file.path}:${left.line}`),
    ),
    element('div', { class: 'line quiet' }, [left.what, left.message].filter((text) => text !== '').join(': ')),
  ];
}

const page = new Page(await loadData());
page.build();
document.documentElement.dataset['ready'] = String(Math.round(performance.now()));
