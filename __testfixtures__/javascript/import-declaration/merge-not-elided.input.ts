import { Options } from '@/services/ws';
import fs from 'fs';
import { MODE } from '@/lib/ws';

export const options = (given: Options) => [fs, MODE, given];
