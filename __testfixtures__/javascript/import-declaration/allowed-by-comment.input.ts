import { Manager } from './src/lib/ws'; // ssot: allow[fragmented-import] the plugin API names it
import {
  MODE,
  open /* ssot: allow[fragmented-import] until March */,
} from './src/lib/ws';
import { Manager as First } from './src/lib/ws'; // ssot: allow[other-rule] of that rule
import { Manager as Second } from './src/lib/ws'; // ssot: allow[fragmented-import]
import { Nowhere } from './src/lib/ws'; // ssot: allow[fragmented-import] nowhere else yet
export { Status } from './src/lib/ws'; // ssot: allow[fragmented-import] for v1
jest.mock('./src/old-api'); // ssot: allow[fragmented-import] what it mocks is old
const pages = {
  one: () => import('./src/old-api'), // ssot: allow[fragmented-import] a page of its own
  two: () => import('./src/client/api'),
};
