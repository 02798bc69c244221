import fs from 'fs';
import { Options, MODE } from '@/services/ws';

export const options = (given: Options) => [fs, MODE, given];
