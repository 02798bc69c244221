import { fileURLToPath } from 'node:url';
import { fixtureRepository as repositoryIn, readFixtures as readFixturesIn } from '../../scripts/fixtures.ts';
import type { Fixture } from '../../scripts/fixtures.ts';

export type { Fixture } from '../../scripts/fixtures.ts';

const folder = fileURLToPath(new URL('../../__testfixtures__', import.meta.url));

/** The small repository that the cases of a language belong to. */
export const fixtureRepository = (language: string): string => repositoryIn(folder, language);

/** The cases of a language in `__testfixtures__`. */
export const readFixtures = (language: string): Fixture[] => readFixturesIn(folder, language);
