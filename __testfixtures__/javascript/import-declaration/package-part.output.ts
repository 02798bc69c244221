import { reduce } from 'new-package/reducers/main.js';
import type { State } from "new-package/types";
import { other } from 'older-packages/reducers';
import { another } from '@scope/older-package/reducers';
import all from 'new-package';
