import type { ReportData } from '../report-data.ts';
import { element } from './dom.ts';

/** How to make it again and how to undo it. */
export function aboutView({ origin, undo, command }: ReportData): HTMLElement[] {
  return [
    element('h2', {}, 'How to make this again'),
    ...(origin === undefined
      ? [element('p', { class: 'quiet' }, 'What made it is not known.')]
      : [
          element('pre', { tabindex: 0, 'aria-label': 'command' }, origin.commandLine),
          element(
            'p',
            {},
            `with ssot-codemod ${origin.version} and the Map `,
            element('code', {}, origin.mapHash),
            ', on the same files.',
          ),
        ]),
    element('h2', {}, 'How to undo it'),
    element(
      'p',
      {},
      command === 'apply' ? 'This puts every byte back:' : 'Nothing was written yet. After ssot-codemod apply:',
    ),
    element('pre', { tabindex: 0, 'aria-label': 'command' }, undo),
    element('h2', {}, 'Keys'),
    element(
      'ul',
      {},
      ...[
        '/ goes to the search, Escape clears it',
        'arrows, Page Up, Page Down, Home and End move in a list',
        'Enter goes to the details',
        'arrows left and right change the view',
        'j and k go to the next and the one before, wherever the focus is',
        'v marks what is shown as viewed, a accepts the shape',
      ].map((text) => element('li', {}, text)),
    ),
    element('h2', {}, 'Words'),
    element(
      'p',
      {},
      'Edits of one shape differ only in indentation, local names and position: judge one, and you have judged all. Declared: right because the Map says so, and applied without a proof. Review: correct under the Map, but a person should look. Safe: provably keeps behaviour. Refused: seen and left, with a reason. Your marks stay in this browser: the command below records what you accept.',
    ),
  ];
}
