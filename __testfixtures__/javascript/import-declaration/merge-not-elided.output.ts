import { Options } from '@/services/ws';
import fs from 'fs';
import { MODE } from '@/services/ws';

export const options = (given: Options) => [fs, MODE, given];
