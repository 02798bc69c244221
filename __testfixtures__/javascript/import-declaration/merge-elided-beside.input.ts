import fs from 'fs';
import { Options } from '@/services/ws';
import { MODE } from '@/lib/ws';

export const options = (given: Options) => [fs, MODE, given];
