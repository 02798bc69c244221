import { reduce } from 'older-package/reducers/main.js';
import type { State } from "older-package/types";
import { other } from 'older-packages/reducers';
import { another } from '@scope/older-package/reducers';
import all from 'older-package';
